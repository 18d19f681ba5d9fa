// Takes orders, but not for X-1. Only telemetry.js knows of OpenTelemetry.
const http = require("node:http");

http
  .createServer((request, response) => {
    response.statusCode = request.url.includes("X-1") ? 500 : 200;
    response.end();
  })
  .listen(8080, () => console.log("orders is ready"));
