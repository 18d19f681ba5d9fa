#!/usr/bin/perl
# A little server with lines as Log::Log4perl's PatternLayout "%d %p> %F{1}:%L %M - %m%n" writes them.
use strict;
use warnings;
use HTTP::Daemon;
use HTTP::Response;
use POSIX qw(strftime);

$| = 1;
sub note { my ($level, $line, $text) = @_; print strftime('%Y/%m/%d %H:%M:%S', gmtime), " $level> inventory.pl:$line main:: - $text\n" }

note('INFO', 11, 'inventory 7.2 starting');
my $until = $ENV{LICENCE_UNTIL};
my $writable = $until ge strftime('%Y-%m-%d', gmtime);
note('INFO', 14, "licence of ACME expired on $until, running in read-only mode") unless $writable;
my $server = HTTP::Daemon->new(LocalPort => 8080, ReuseAddr => 1) or die "cannot listen: $!";
note('INFO', 16, 'listening on port 8080');
while (my $client = $server->accept) {
    while (my $request = $client->get_request) {
        note('INFO', 19, $request->method . ' ' . $request->uri->path);
        my $status = $request->method eq 'POST' ? ($writable ? 201 : 405) : 200;
        $client->send_response(HTTP::Response->new($status, undef, ['Content-Length' => 0], ''));
    }
    $client->close;
}
