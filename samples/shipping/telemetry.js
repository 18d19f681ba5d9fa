// What OpenTelemetry's documentation says to require first. Where to send is what the environment says.
const { NodeSDK } = require("@opentelemetry/sdk-node");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");

new NodeSDK({ instrumentations: [new HttpInstrumentation()] }).start();
