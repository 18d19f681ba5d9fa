package io.github.structuredlogs.causes;

import static io.github.structuredlogs.causes.Planted.planted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.StructuredLogs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** MariaDB, PostgreSQL with a replica and behind pgbouncer, Redis. */
final class DatabaseFailures {

    private DatabaseFailures() {}

    @StructuredLogs
    @Testcontainers
    @Cause(value = "unknown variable 'loose-event_schedular=ON'", said = Cause.Said.AT_START)
    static class OptionThatMariaDbIgnores {

        @Container
        static final Box DATABASE = Box.database(
                        "exec sh start.sh --loose-" + planted("event_schedular", "event_scheduler") + "=ON")
                .with("mariadb")
                .withExposedPorts(3306)
                .ready(".*port: 3306.*");

        @Test
        void removesOldOrders() {
            DATABASE.sh("mariadb -e \"insert into shop.orders (id) values (1); create event shop.clean"
                    + " on schedule every 1 second do delete from shop.orders\"");

            await().atMost(Duration.ofSeconds(6))
                    .untilAsserted(() -> assertThat(DATABASE.sh("mariadb -N -e 'select count(*) from shop.orders'"))
                            .isEqualTo("0"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("/small/shop/note.ibd failed with error 28")
    static class DiskOfMariaDb {

        @Container
        static final Box DATABASE = Box.database("mkdir -p /small && chown mysql /small && exec sh start.sh")
                .with("mariadb")
                .withTmpFs(Map.of("/small", "size=" + planted("2m", "64m") + ",mode=777"))
                .withExposedPorts(3306)
                .ready(".*port: 3306.*");

        @Test
        void keepsTwoThousandNotes() {
            DATABASE.sh("mariadb -e \"create table shop.note (id int primary key, text varchar(2000))"
                    + " engine=InnoDB data directory='/small'; insert into shop.note"
                    + " select seq, repeat('x', 2000) from shop.seq_1_to_2000\"");

            assertThat(DATABASE.sh("mariadb -N -e 'select count(*) from shop.note'"))
                    .isEqualTo("2000");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "column \"cents\" of relation \"article\" contains null values", said = Cause.Said.AT_START)
    static class MigrationThatIsHalfDone {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DATABASE = Box.database("exec bash start.sh")
                .with("postgres")
                .at(NETWORK, "database")
                .withEnv("MIGRATIONS", "1_articles " + planted("2_prices", "2_sound"))
                .withExposedPorts(5432)
                .ready(".*schema is up to date.*");

        @Container
        static final Box CATALOG = Box.service("exec gunicorn tickets:app")
                .with("python")
                .at(NETWORK, "catalog")
                .withEnv("DSN", "host=database user=postgres dbname=shop")
                .dependsOn(DATABASE)
                .withExposedPorts(8000);

        @Test
        void showsAPrice() {
            assertThat(CATALOG.get("/articles/mug").body()).contains("5.90 EUR");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("nextval: reached maximum value of sequence \"ticket_id_seq\" (32767)")
    static class LastNumberOfASequence {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DATABASE = Box.database("exec bash start.sh -c log_checkpoints=on")
                .with("postgres")
                .at(NETWORK, "database")
                .withEnv("MIGRATIONS", planted("1_articles 2_tickets", "1_articles"))
                .withExposedPorts(5432)
                .ready(".*schema is up to date.*");

        @Container
        static final Box SUPPORT = Box.service("exec gunicorn tickets:app")
                .with("python")
                .at(NETWORK, "support")
                .withEnv("DSN", "host=database user=postgres dbname=shop")
                .dependsOn(DATABASE)
                .withExposedPorts(8000);

        @Test
        void opensATicket() {
            for (int i = 0; i < 60; i++) {
                SUPPORT.get("/healthz");
            }

            assertThat(SUPPORT.post("/tickets", "late parcel").statusCode()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "no pg_hba.conf entry for replication connection", said = Cause.Said.EARLIER)
    static class ReplicaThatIsBehind {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box PRIMARY = Box.database("exec bash start.sh")
                .with("postgres")
                .at(NETWORK, "primary")
                .withEnv("MIGRATIONS", "1_articles")
                .withEnv("REPLICATION_FROM", "0.0.0.0/0")
                .withExposedPorts(5432)
                .ready(".*schema is up to date.*");

        @Container
        static final Box REPLICA = Box.database("exec bash replica.sh")
                .with("postgres")
                .at(NETWORK, "replica")
                .dependsOn(PRIMARY)
                .withExposedPorts(5432)
                .ready(".*started streaming.*");

        @BeforeAll
        static void tightensTheAccess() {
            if (Planted.faults()) {
                PRIMARY.sh(
                        "sed -i /replication/d /pg/data/pg_hba.conf;"
                                + " psql -h localhost -U postgres -c 'select pg_reload_conf()'; sleep 1;"
                                + " psql -h localhost -U postgres -c 'select pg_terminate_backend(pid) from pg_stat_replication'");
                await().until(() -> PRIMARY.sh(
                                "psql -At -h localhost -U postgres -c 'select count(*) from pg_stat_replication'")
                        .equals("0"));
            }
        }

        @Test
        void readsWhatWasWritten() {
            PRIMARY.sh("psql -h localhost -U postgres shop -c \"insert into article values ('bowl', 'Bowl', 490)\"");

            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(
                                    REPLICA.sh(
                                            "psql -At -h localhost -U postgres shop -c \"select name from article where sku = 'bowl'\""))
                            .isEqualTo("Bowl"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("no more connections allowed (max_client_conn)")
    static class ClientsOfAPool {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DATABASE = Box.database("exec bash start.sh")
                .with("postgres")
                .at(NETWORK, "database")
                .withEnv("MIGRATIONS", "1_articles")
                .withExposedPorts(5432)
                .ready(".*schema is up to date.*");

        @Container
        static final Box POOL = Box.database("exec sh start.sh database " + planted("2", "100"))
                .with("pgbouncer")
                .at(NETWORK, "pool")
                .dependsOn(DATABASE)
                .withExposedPorts(6432);

        @Container
        static final Box REPORTS = Box.service("exec gunicorn tickets:app")
                .with("python")
                .at(NETWORK, "reports")
                .withEnv("DSN", "host=pool port=6432 user=postgres dbname=shop")
                .dependsOn(POOL)
                .withExposedPorts(8000);

        @Test
        void usesFourConnections() {
            assertThat(REPORTS.get("/together").body()).isEqualTo("4");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause("DNS lookup failed: databse")
    static class HostOfAPool {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box DATABASE = Box.database("exec bash start.sh")
                .with("postgres")
                .at(NETWORK, "database")
                .withEnv("MIGRATIONS", "1_articles")
                .withExposedPorts(5432)
                .ready(".*schema is up to date.*");

        @Container
        static final Box POOL = Box.database("exec sh start.sh " + planted("databse", "database") + " 100")
                .with("pgbouncer")
                .at(NETWORK, "pool")
                .dependsOn(DATABASE)
                .withExposedPorts(6432);

        @Container
        static final Box SUPPORT = Box.service("exec gunicorn --timeout 30 tickets:app")
                .with("python")
                .at(NETWORK, "support")
                .withEnv("DSN", "host=pool port=6432 user=postgres dbname=shop")
                .dependsOn(POOL)
                .withExposedPorts(8000);

        @Test
        void opensATicket() {
            assertThat(SUPPORT.post("/tickets", "late parcel").statusCode()).isEqualTo(201);
        }
    }

    @StructuredLogs
    @Testcontainers
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    @Cause(value = "for saving: Permission denied", said = Cause.Said.EARLIER)
    static class RedisThatCannotSave {

        @Container
        static final Box REDIS = Box.server(
                        "mkdir -p /data && chmod " + planted("555", "777")
                                + " /data && cd /data && exec setpriv --reuid=redis redis-server --protected-mode no --save 1 1")
                .withExposedPorts(6379);

        @Test
        @Order(1)
        void setsAValue() {
            assertThat(REDIS.talk("SET greeting hello", "QUIT")).contains("+OK");
        }

        @Test
        @Order(2)
        void keepsAValueForAWhile() {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> REDIS.talk("INFO persistence", "QUIT")
                            .contains(planted("rdb_last_bgsave_status:err", "rdb_changes_since_last_save:0")));

            assertThat(REDIS.talk("GET greeting", "QUIT")).contains("hello");
        }

        @Test
        @Order(3)
        void setsAnotherValue() {
            assertThat(REDIS.talk("SET parting bye", "QUIT")).startsWith("+OK");
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "NOAUTH Authentication required", said = Cause.Said.AT_START)
    static class PasswordOfAReplica {

        static final Network NETWORK = Network.newNetwork();

        @Container
        static final Box PRIMARY = Box.server("exec redis-server --protected-mode no --requirepass s3cret")
                .at(NETWORK, "primary")
                .withExposedPorts(6379);

        @Container
        static final Box REPLICA = Box.server("exec redis-server --protected-mode no --replicaof primary 6379"
                        + planted("", " --masterauth s3cret"))
                .at(NETWORK, "replica")
                .dependsOn(PRIMARY)
                .withExposedPorts(6379);

        @Test
        void readsFromTheReplica() {
            PRIMARY.talk("AUTH s3cret", "SET greeting hello", "QUIT");

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() ->
                            assertThat(REPLICA.talk("GET greeting", "QUIT")).contains("hello"));
        }
    }

    @StructuredLogs
    @Testcontainers
    @Cause(value = "Bad directive or wrong number of arguments", said = Cause.Said.AT_START)
    static class DirectiveOfRedis {

        @Container
        static final Box CACHE = Box.server("printf 'port 6379\\nprotected-mode no\\n"
                        + planted("maxmemory-polcy", "maxmemory-policy")
                        + " allkeys-lru\\n' > /tmp/redis.conf && exec redis-server /tmp/redis.conf")
                .withStartupTimeout(Duration.ofSeconds(planted(5, 60)))
                .withExposedPorts(6379);

        @Test
        void setsAValue() {
            assertThat(CACHE.talk("SET greeting hello", "QUIT")).contains("+OK");
        }
    }
}
