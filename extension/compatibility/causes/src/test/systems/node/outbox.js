const http = require('http');
const net = require('net');
const log = require('./log');
const sent = [];
const deliver = mail => new Promise((resolve, reject) => {
  const socket = net.connect(Number(process.env.SMTP_PORT), '127.0.0.1', () => { sent.push(mail); socket.end(); resolve(); });
  socket.on('error', reject);
});
net.createServer(socket => socket.end('220 ready\r\n')).listen(2525);
http.createServer(log.http((req, res) => {
  if (req.url === '/sent') return res.end(String(sent.length));
  const mail = { to: 'ada@example.org', template: 'welcome' };
  deliver(mail).then(() => log.info({ mail }, 'mail handed over'))
    .catch(err => log.info({ mail, err: log.err(err) }, 'mail skipped'));
  res.statusCode = 202;
  res.end();
})).listen(3000, () => log.info({ port: 3000 }, 'signup is listening'));
