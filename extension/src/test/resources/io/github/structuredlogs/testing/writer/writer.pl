# Writes what its arguments say, one step each, in their order; then exits with 0. No module beyond perl-base's.
#
#   to=out|err|both     where the following steps write; both: odd lines to stdout, even ones to stderr
#   numbers=N           N more numbered lines, as fast as it can: "line 1", "line 2" …
#   endless             numbered lines until it is killed
#   pad=N               the following numbered lines are N bytes long (without the newline)
#   write=line|block    one write to stdout for each line, or (as it begins) for 8 KiB and at the end of a step
#   newline=lf|crlf|cr  what ends the following lines
#   long=N              one more numbered line of N bytes
#   text=T              the line T
#   json=M              a JSON object with the members M and, first, the container's clock, cut off to milliseconds
#   open=T              T without a newline
#   base64=B            the bytes B
#   date=               a line with the container's clock, in seconds
#   memory=N            keeps N MiB more
#   busy                uses the processor from now on, beside the following steps
#   sleep=S             waits S seconds (a fraction is fine)
#   file=PATH           waits until the file exists
#   fifo=PATH           makes a fifo and waits until something has been written to it
#   signal=NAME         waits for a signal (USR1, HUP …)
#   touch=PATH          makes an empty file
#   serve=PORT          from now on does what HTTP requests ask, "GET /text=a/numbers=3", each step URL-encoded, and
#                       answers when all of it is written
#   env=NAME            the line NAME=value
#   export=PATH BODY    sends the JSON BODY to PATH below $OTEL_EXPORTER_OTLP_ENDPOINT, and writes the answer's first line
#   slowly=S PATH BODY  as export, but writes the line "exporting" and waits S seconds when it has sent half of the body
#   exit=CODE           exits
use strict;
use warnings;
use IO::Handle;
use IO::Socket::INET;
use POSIX ();

my ($number, $pad, $newline, $signalled) = (0, 0, "\n", "");
my $target = "out";
my $kept = "";

# A process 1 without handlers is deaf to these.
$SIG{TERM} = sub { exit 143 };
$SIG{INT} = sub { exit 130 };
$SIG{$_} = do { my $name = $_; sub { $signalled .= " $name" } } for qw(USR1 USR2 HUP);

sub stream {
    return $target eq "err" || ($target eq "both" && $number % 2 == 0) ? \*STDERR : \*STDOUT;
}

sub numbered {
    my ($length) = @_;
    $number++;
    my $line = "line $number";
    $line .= " " . "x" x ($length - length($line) - 1) if $length > length($line) + 1;
    my $stream = stream();
    print $stream $line . $newline;
}

sub flush {
    STDOUT->flush();
    STDERR->flush();
}

sub pause {
    select(undef, undef, undef, $_[0]);
}

# Time::HiRes is not in perl-base, so clock_gettime is called by its number.
my %clock_gettime = (x86_64 => 228, aarch64 => 113);
my $clock = $clock_gettime{(POSIX::uname())[4]};

sub milliseconds {
    my $timespec = pack "qq", 0, 0;
    defined $clock && syscall($clock, 0, $timespec) == 0 or die "no clock: $!";
    my ($seconds, $nanos) = unpack "qq", $timespec;
    return POSIX::strftime("%Y-%m-%dT%H:%M:%S", gmtime $seconds) . sprintf(".%03dZ", $nanos / 1_000_000);
}

# MIME::Base64 is not in perl-base.
sub decoded {
    my ($text) = @_;
    $text =~ tr{A-Za-z0-9+/}{}cd;
    my $bits = join "", map { unpack "x2 a6", unpack "B8", chr index "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", $_ } split //, $text;
    return pack "B*", substr $bits, 0, 8 * int(length($bits) / 8);
}

sub serve {
    my ($port) = @_;
    my $server = IO::Socket::INET->new(LocalPort => $port, Listen => 64, ReuseAddr => 1) or die "port $port: $!";
    while (1) {
        my $client = $server->accept() or next;
        my $request = <$client> // next;
        while (defined(my $header = <$client>)) { last if $header =~ /^\r?$/ }
        my ($path) = $request =~ m{^\S+ /(\S*)};
        for my $step (split m{/}, $path) {
            $step =~ s/%([0-9A-Fa-f]{2})/chr(hex($1))/ge;
            step($step);
        }
        print $client "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        close $client;
    }
}

sub export {
    my ($path, $body, $pause) = @_;
    my ($host, $port, $base) = ($ENV{OTEL_EXPORTER_OTLP_ENDPOINT} // "") =~ m{^http://([^:/]+):(\d+)(/.*)$};
    return "no endpoint" unless defined $host;
    my $server = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Timeout => 5) or return "no answer: $@";
    print $server "POST $base$path HTTP/1.1\r\nHost: $host\r\nContent-Type: application/json\r\nContent-Length: "
        . length($body) . "\r\nConnection: close\r\n\r\n";
    my $half = defined $pause ? int(length($body) / 2) : 0;
    print $server substr($body, 0, $half);
    if (defined $pause) { $server->flush(); print "exporting\n"; flush(); pause($pause) }
    print $server substr($body, $half);
    my $answer = <$server> // "no answer";
    $answer =~ s/\s+$//;
    return $answer;
}

sub step {
    my ($verb, $value) = split /=/, $_[0], 2;
    if ($verb eq "to") { $target = $value }
    elsif ($verb eq "numbers") { numbered($pad) for 1 .. $value }
    elsif ($verb eq "endless") { numbered($pad) while 1 }
    elsif ($verb eq "pad") { $pad = $value }
    elsif ($verb eq "newline") { $newline = { lf => "\n", crlf => "\r\n", cr => "\r" }->{$value} }
    elsif ($verb eq "write") { STDOUT->autoflush($value eq "line") }
    elsif ($verb eq "long") { numbered($value) }
    elsif ($verb eq "text") { my $stream = stream(); print $stream $value . $newline }
    elsif ($verb eq "json") { my $stream = stream(); print $stream "{\"time\":\"" . milliseconds() . "\",$value}" . $newline }
    elsif ($verb eq "open") { my $stream = stream(); print $stream $value }
    elsif ($verb eq "base64") { my $stream = stream(); print $stream decoded($value) }
    elsif ($verb eq "date") { my $stream = stream(); print $stream time . $newline }
    elsif ($verb eq "env") { my $stream = stream(); print $stream "$value=" . ($ENV{$value} // "") . $newline }
    elsif ($verb eq "export") { my $stream = stream(); print $stream export(split / /, $value, 2) . $newline }
    elsif ($verb eq "slowly") { my ($pause, $path, $body) = split / /, $value, 3; my $stream = stream(); print $stream export($path, $body, $pause) . $newline }
    elsif ($verb eq "memory") { $kept .= "x" x 1048576 for 1 .. $value }
    elsif ($verb eq "busy") { flush(); fork() // die "fork: $!" or do { 1 while 1 } }
    elsif ($verb eq "sleep") { flush(); pause($value) }
    elsif ($verb eq "file") { flush(); pause(0.005) until -e $value }
    elsif ($verb eq "fifo") {
        flush();
        system("mkfifo", $value) == 0 or die "mkfifo $value: $?" unless -p $value;
        open my $fifo, "<", $value or die "$value: $!";
        1 while <$fifo>;
        close $fifo;
    }
    elsif ($verb eq "signal") { flush(); pause(0.005) until $signalled =~ s/ $value// }
    elsif ($verb eq "touch") { flush(); open my $file, ">", $value or die "$value: $!"; close $file }
    elsif ($verb eq "serve") { flush(); serve($value) }
    elsif ($verb eq "exit") { flush(); exit $value }
    else { die "no such step: $_[0]" }
    flush();
}

step($_) for @ARGV;
