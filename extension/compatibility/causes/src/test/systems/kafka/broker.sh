#!/bin/bash
# One broker in KRaft mode with the name broker; more lines of its configuration are arguments.
J="java -Xmx256m -XX:TieredStopAtLevel=1 -Dlog4j.configuration=file:/app/log4j.properties"
cat > /tmp/server.properties <<P
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:9093
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=/tmp/logs
P
for line in "$@"; do echo "$line" >> /tmp/server.properties; done
$J kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c /tmp/server.properties > /dev/null
exec $J kafka.Kafka /tmp/server.properties
