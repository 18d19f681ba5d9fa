const http = require('http');
const fs = require('fs');
const log = require('./log');
const directory = process.env.UPLOADS || '/uploads';
http.createServer(log.http((req, res) => {
  const file = directory + '/' + Date.now();
  const out = fs.createWriteStream(file);
  out.on('error', err => { log.info({ err: log.err(err), file }, 'upload dropped'); res.statusCode = 500; res.end('please try again later'); });
  out.on('finish', () => { res.statusCode = 201; res.end('stored'); });
  req.pipe(out);
})).listen(3000, () => log.info({ port: 3000, directory }, 'uploads are listening'));
