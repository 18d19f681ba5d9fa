#!/usr/bin/perl
# Stock of a warehouse, in logfmt as Go's services write it. It asks no longer once the warehouse has failed three times.
use strict;
use warnings;
use HTTP::Daemon;
use HTTP::Response;
use IO::Socket::INET;
use POSIX qw(strftime);

$| = 1;
my $failed = 0;
sub note { my ($level, $text, @fields) = @_; print join(' ', 'ts=' . strftime('%Y-%m-%dT%H:%M:%SZ', gmtime), "level=$level", 'caller=stock.go:' . (40 + length $text), qq(msg="$text"), @fields), "\n" }

note('info', 'starting', 'version=3.1.0', 'warehouse=' . $ENV{WAREHOUSE}, 'tariff=' . ($ENV{TARIFF} // 'none'));
my $server = HTTP::Daemon->new(LocalPort => 8080, ReuseAddr => 1) or die "cannot listen: $!";
note('info', 'listening', 'addr=:8080');
while (my $client = $server->accept) {
    my $request = $client->get_request or next;
    my $path = $request->uri->path;
    my $body = 'ok';
    if ($path =~ m{^/stock/}) {
        if ($failed >= 3) {
            $body = 'unknown';
        } elsif (IO::Socket::INET->new(PeerAddr => $ENV{WAREHOUSE}, Timeout => 1)) {
            $body = '12';
        } else {
            $failed++;
            note('info', 'warehouse did not answer', "err=\"$!\"", "failed=$failed");
            note('info', 'circuit breaker opened, stock is unknown from now on', 'warehouse=' . $ENV{WAREHOUSE}) if $failed == 3;
            $body = 'unknown';
        }
    } elsif ($path =~ m{^/price/}) {
        $body = $ENV{TARIFF} eq '2026-11' ? '11.90' : '10.90';
    }
    note('info', 'request', 'method=GET', "path=$path", 'status=200', 'bytes=' . length $body);
    $client->send_response(HTTP::Response->new(200, undef, ['Content-Length' => length $body, 'Connection' => 'close'], $body));
    $client->close;
}
