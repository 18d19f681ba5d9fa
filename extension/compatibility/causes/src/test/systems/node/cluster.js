// A cluster of one importer and one front; the importer is not started again.
const cluster = require('cluster');
const http = require('http');
if (cluster.isPrimary) {
  cluster.setupPrimary({ execArgv: ['--max-old-space-size=24'] });
  const worker = cluster.fork();
  worker.on('exit', (code, signal) => console.log(`worker ${worker.process.pid} gone, code ${code}, signal ${signal}`));
  http.createServer((req, res) => {
    console.log(`GET ${req.url}`);
    if (!worker.isConnected()) { res.statusCode = 503; return res.end('no importer'); }
    worker.once('message', answer => res.end(answer));
    worker.send({ rows: Number(new URL(req.url, 'http://x').searchParams.get('rows')) });
    worker.once('exit', () => res.end('later'));
  }).listen(3000, () => console.log('import front listening on 3000'));
} else {
  process.on('message', job => {
    console.log(`importing ${job.rows} rows`);
    const rows = [];
    for (let i = 0; i < job.rows; i++) rows.push({ id: i, name: 'row ' + i, tags: [i, i + 1] });
    process.send(`imported ${rows.length}`);
  });
}
