#!/bin/bash
# Writes each record of a topic to a file.
J="java -Xmx128m -XX:TieredStopAtLevel=1 -Dlog4j.configuration=file:/app/tools-log4j.properties"
exec $J kafka.tools.ConsoleConsumer --bootstrap-server broker:9092 --topic "$1" --from-beginning --group billing > /tmp/received
