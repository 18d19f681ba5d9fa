// Ships what was paid for, and prints a line of JSON for each parcel.
const http = require("node:http");

function log(fields) {
  console.log(JSON.stringify({ time: new Date().toISOString(), level: "info", ...fields }));
}

http
  .createServer(async (request, response) => {
    let body = "";
    for await (const part of request) {
      body += part;
    }
    log({ message: "parcel handed over", orderId: JSON.parse(body).orderId });
    response.statusCode = 204;
    response.end();
  })
  .listen(8080, () => log({ message: "shipping is ready" }));
