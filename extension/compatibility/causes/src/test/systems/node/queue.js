// A bounded queue with one slow consumer; what does not fit is dropped at level debug.
const http = require('http');
const log = require('./log');
const capacity = Number(process.env.QUEUE_CAPACITY || 50);
const queue = [];
let done = 0;
setInterval(() => { if (queue.length) { const job = queue.shift(); done++; log.debug({ job, depth: queue.length }, 'job done'); } }, 5);
http.createServer(log.http((req, res) => {
  if (req.url === '/done') return res.end(String(done));
  const jobs = Number(req.url.split('/').pop());
  for (let job = 1; job <= jobs; job++) {
    if (queue.length >= capacity) log.debug({ job, capacity }, 'queue is full, job dropped');
    else { queue.push(job); log.debug({ job, depth: queue.length }, 'job accepted'); }
  }
  res.statusCode = 202;
  res.end();
})).listen(3000, () => log.info({ port: 3000, capacity }, 'thumbnails are listening'));
