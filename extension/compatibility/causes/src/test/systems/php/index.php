<?php
ini_set('display_errors', '0');
ini_set('log_errors', '1');
ini_set('error_log', '/dev/stderr');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/healthz') {
    echo 'ok';
} elseif ($path === '/price') {
    $settings = json_decode(getenv('SETTINGS'), true);
    $net = 100;
    echo json_encode(['gross' => $net + $net * $settings['vat'] / 100]);
} elseif ($path === '/catalog') {
    $rows = [];
    for ($i = 0; $i < 200000; $i++) {
        $rows[] = ['id' => $i, 'name' => 'row ' . $i];
    }
    echo count($rows);
} elseif ($path === '/slow') {
    touch('/tmp/slow');
    sleep(6);
    echo 'done';
} elseif ($path === '/orders') {
    $open = [];
    for ($i = 0; $i < 14; $i++) {
        $open[] = new PDO('mysql:host=' . getenv('DB_HOST') . ';dbname=shop', 'shop', 'shop');
    }
    echo 'orders: ' . count($open);
}
