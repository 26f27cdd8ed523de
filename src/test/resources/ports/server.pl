# A web server as a learner may write one: a page, an echo of the request, and a WebSocket that echoes.
use strict;
use warnings;
use Socket;

$| = 1;
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';

sub page {
    my ($request) = @_;
    $request =~ s/&/&amp;/g;
    $request =~ s/</&lt;/g;
    return <<"HTML";
<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Hello</title><h1>Hello from the box</h1>
<p id="socket"></p><p id="absolute"></p><p id="opener"></p><p id="cookies"></p><pre id="request">$request</pre>
<script>
  const put = (id, text) => { document.getElementById(id).textContent = text; };
  put("opener", window.opener === null ? "none" : "there is one");
  put("cookies", document.cookie);
  fetch("/other?x=1").then((answer) => answer.text()).then((text) => put("absolute", text));
  const socket = new WebSocket("ws://" + location.host + "/ws");
  socket.onopen = () => socket.send("ping \\u00e4\\u20ac\\u{1f600}");
  socket.onmessage = (event) => put("socket", event.data);
</script></html>
HTML
}

sub answer {
    my ($client, $type, $body) = @_;
    print $client "HTTP/1.1 200 OK\r\nContent-Type: $type; charset=utf-8\r\nSet-Cookie: sidelab_learner=stolen; Path=/\r\n"
      . "Connection: keep-alive\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
}

sub exactly {
    my ($client, $length) = @_;
    my $bytes = '';
    while (length $bytes < $length) {
        my $count = sysread $client, $bytes, $length - length $bytes, length $bytes;
        exit unless $count;
    }
    return $bytes;
}

sub websocket {
    my ($client, $key) = @_;
    die unless $key =~ m{^[A-Za-z0-9+/=]+$};
    chomp(my $accept = `printf %s '${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11' | openssl dgst -sha1 -binary | base64`);
    syswrite $client, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      . "Sec-WebSocket-Accept: $accept\r\n\r\n";
    while (1) {
        my ($kind, $length) = unpack 'CC', exactly($client, 2);
        my @mask = unpack 'C4', exactly($client, 4);
        my @bytes = unpack 'C*', exactly($client, $length & 127);
        $bytes[$_] ^= $mask[$_ % 4] for 0 .. $#bytes;
        exit if ($kind & 15) == 8;
        my $text = 'echo: ' . pack 'C*', @bytes;
        syswrite $client, pack('CC', 0x81, length $text) . $text;
    }
}

my $port = shift;
socket my $server, PF_INET, SOCK_STREAM, getprotobyname('tcp') || 6 or die $!;
setsockopt $server, SOL_SOCKET, SO_REUSEADDR, 1;
bind $server, sockaddr_in($port, INADDR_LOOPBACK) or die $!;
listen $server, 20 or die $!;
print "list" . "ening\n";
while (accept my $client, $server) {
    next if fork;
    close $server;
    my $request = '';
    sysread $client, $request, 1, length $request or exit while $request !~ /\r\n\r\n$/;
    select((select($client), $| = 1)[0]);
    if ($request =~ /^Sec-WebSocket-Key: (\S+)/mi) {
        websocket($client, $1);
    } elsif ($request =~ m{^GET (/other\S*)}) {
        answer($client, 'text/plain', "fetched $1");
    } else {
        answer($client, 'text/html', page($request));
    }
    exit;
}
