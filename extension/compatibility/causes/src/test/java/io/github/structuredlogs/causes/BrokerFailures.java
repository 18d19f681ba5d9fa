package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** RabbitMQ, Kafka, Mosquitto. */
final class BrokerFailures {

    private static final String PRODUCE = "echo 'order 77' | java -Xmx64m -XX:TieredStopAtLevel=1"
            + " kafka.tools.ConsoleProducer --bootstrap-server localhost:9092 --topic orders >/dev/null 2>&1";

    private BrokerFailures() {}

    private static Box rabbit(Network network, String configuration) {
        return Box.database("exec sh start.sh '" + configuration + "'")
                .with("rabbitmq")
                .at(network, "broker")
                .ready(".*Server startup complete.*")
                .withExposedPorts(5672);
    }

    private static Box kafka(Network network, String more) {
        return Box.kafka("exec bash broker.sh advertised.listeners=PLAINTEXT://broker:9092"
                        + " group.initial.rebalance.delay.ms=0 " + more)
                .with("kafka")
                .at(network, "broker")
                .ready(".*Kafka Server started.*")
                .withExposedPorts(9092);
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "disk resource limit alarm set", said = Cause.Said.AT_START)
    static class AlarmOfABroker {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box BROKER =
                rabbit(NETWORK, planted("disk_free_limit.absolute = 500000GB\\n", "disk_free_limit.absolute = 1MB\\n"));

        @Container
        static final Box ORDERS = Box.service("exec python3 orders.py")
                .with("rabbitmq")
                .at(NETWORK, "orders")
                .dependsOn(BROKER)
                .withExposedPorts(8000);

        @Test
        void takesAnOrder() {
            for (int i = 0; i < 30; i++) {
                ORDERS.get("/healthz");
            }

            assertThat(ORDERS.post("/orders", "{\"sku\":\"mug\"}").statusCode()).isEqualTo(202);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("inequivalent arg 'durable' for queue 'orders'")
    static class QueueThatIsDeclaredTwice {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box BROKER = rabbit(NETWORK, "disk_free_limit.absolute = 1MB\\n");

        @Container
        static final Box ORDERS = Box.service("exec python3 orders.py")
                .with("rabbitmq")
                .at(NETWORK, "orders")
                .withEnv("DURABLE", "yes")
                .dependsOn(BROKER)
                .withExposedPorts(8000);

        @Container
        static final Box RETURNS = Box.service("exec python3 orders.py")
                .with("rabbitmq")
                .at(NETWORK, "returns")
                .withEnv("DURABLE", planted("no", "yes"))
                .dependsOn(BROKER)
                .withExposedPorts(8000);

        @Test
        void takesAnOrderAndAReturn() {
            assertThat(ORDERS.post("/orders", "{\"sku\":\"mug\"}").statusCode()).isEqualTo(202);
            for (int i = 0; i < 30; i++) {
                RETURNS.get("/healthz");
            }

            assertThat(RETURNS.post("/returns", "{\"sku\":\"mug\"}").statusCode())
                    .isEqualTo(202);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "ordres=UNKNOWN_TOPIC_OR_PARTITION", said = Cause.Said.AT_START)
    static class TopicMisspelt {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box BROKER = kafka(
                NETWORK, "offsets.topic.replication.factor=1 auto.create.topics.enable=" + planted("false", "true"));

        @Container
        static final Box BILLING = Box.kafka("exec bash consumer.sh " + planted("ordres", "orders"))
                .with("kafka")
                .at(NETWORK, "billing")
                .dependsOn(BROKER)
                .ready(".*Subscribed to topic.*");

        @Test
        void billsAnOrder() {
            BROKER.sh("java -Xmx64m -XX:TieredStopAtLevel=1 kafka.admin.TopicCommand --bootstrap-server localhost:9092"
                    + " --create --if-not-exists --topic orders");
            BROKER.sh(PRODUCE);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(BILLING.sh("cat /tmp/received")).contains("order 77"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("The target replication factor of 3 cannot be reached because only 1 broker(s) are registered")
    static class ReplicationFactor {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box BROKER = kafka(NETWORK, "offsets.topic.replication.factor=" + planted("3", "1"));

        @Container
        static final Box BILLING = Box.kafka("exec bash consumer.sh orders")
                .with("kafka")
                .at(NETWORK, "billing")
                .dependsOn(BROKER)
                .ready(".*Subscribed to topic.*");

        @Test
        void billsAnOrder() {
            BROKER.sh(PRODUCE);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(BILLING.sh("cat /tmp/received")).contains("order 77"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "local only mode", said = Cause.Said.AT_START)
    static class BrokerForItsOwnMachine {

        @Container
        static final Box MQTT = Box.server("exec mosquitto -v " + planted("-p 1883", "-c /app/open.conf"))
                .with("mosquitto")
                .ready(".*mosquitto version .* running.*")
                .withExposedPorts(1883);

        @Test
        void takesAConnection() {
            for (int i = 0; i < 10; i++) {
                MQTT.sh("mosquitto_sub -W 1 -t x || true; bash -c 'exec 3<>/dev/tcp/localhost/1883'");
            }

            // CONNECT of MQTT 3.1.1 with the client id "t", and DISCONNECT; the answer is a CONNACK.
            assertThat(MQTT.talk("\u0010\r\u0000\u0004MQTT\u0004\u0002\u0000<\u0000\u0001t\u00e0\u0000"))
                    .startsWith(" \u0002");
        }
    }
}
