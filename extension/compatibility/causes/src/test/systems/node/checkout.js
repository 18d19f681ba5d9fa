// console.log and console.error only, as many small services do.
const http = require('http');
const get = url => new Promise((resolve, reject) => http.get(url, resolve).on('error', reject));
async function pay() {
  try {
    const answer = await get(process.env.PAYMENTS_URL + '/charge');
    answer.resume();
    return answer.statusCode;
  } catch (err) {
    throw new Error('payment provider is not available', { cause: err });
  }
}
http.createServer(async (req, res) => {
  console.log(`${new Date().toISOString()} ${req.method} ${req.url}`);
  if (req.url === '/charge') return res.end('charged');
  try {
    await pay();
    res.end('{"state":"paid"}');
  } catch (err) {
    console.error('checkout failed', err);
    res.statusCode = 502;
    res.end('{"state":"open"}');
  }
}).listen(3000, () => console.log('checkout listening on 3000'));
