package io.github.structuredlogs.internal.diagnosis;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system under test and what it writes while nothing is wrong, as scripts: a line begins with the name of the container that
 * writes it, {@code name: } to its standard output and {@code name! } to its standard error, or with {@code | } if it goes on
 * with the text before. {@code {d}}, {@code {dd}} and {@code {ddd}} stand for a number of so many digits, another in each
 * place; {@code {mmss}} and {@code {epoch}} for the time, of which the hour is twelve; {@code {id}}, {@code {trace}} and {@code {span}} are the same in a whole script.
 */
final class WrittenSystem extends WrittenLogs<WrittenSystem> {

    private static final Pattern FIRST = Pattern.compile("([a-z][a-z0-9-]*)([:!]) (.*)");
    private static final Pattern NUMBER = Pattern.compile("\\{(d{1,3})}");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("mm:ss").withZone(ZoneOffset.UTC);

    private final SplittableRandom random = new SplittableRandom(7);
    private final String start;
    private final String request;
    private final List<String> background;
    private final List<String> flaws;

    private WrittenSystem(String start, String request, String background, String flaws) {
        this.start = start;
        this.request = request;
        this.background = paragraphs(background);
        this.flaws = paragraphs(flaws);
    }

    private static List<String> paragraphs(String text) {
        return Arrays.asList(text.split("\n\n"));
    }

    /** It starts. */
    WrittenSystem starts() {
        start.lines()
                .map(FIRST::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .distinct()
                .forEach(container -> status(container, it -> it.startedAt(now())));
        return log(start).work(60);
    }

    /** Writes what a script says. */
    WrittenSystem log(String script) {
        String id = String.valueOf(100_000 + random.nextInt(900_000));
        String trace = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        String span = "%016x".formatted(random.nextLong());
        String container = "";
        boolean out = true;
        StringBuilder text = new StringBuilder();
        for (String line : script.split("\n", -1)) {
            Matcher first = FIRST.matcher(line);
            if (first.matches() || line.isEmpty()) {
                write(container, out, text);
                text.setLength(0);
            }
            if (first.matches()) {
                container = first.group(1);
                out = first.group(2).equals(":");
                text.append(first.group(3)).append('\n');
            } else if (!line.isEmpty()) {
                text.append(line.substring(Math.min(2, line.length()))).append('\n');
            }
            replace(text, "{id}", id);
            replace(text, "{trace}", trace);
            replace(text, "{span}", span);
        }
        write(container, out, text);
        return this;
    }

    private static void replace(StringBuilder text, String name, String value) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at)) {
            text.replace(at, at + name.length(), value);
        }
    }

    private void write(String container, boolean out, StringBuilder text) {
        if (text.isEmpty()) {
            return;
        }
        String numbered = NUMBER.matcher(text).replaceAll(match -> {
            int least = (int) Math.pow(10, match.group(1).length() - 1);
            return String.valueOf(least + random.nextInt(9 * least));
        });
        pause(Duration.ofMillis(random.nextInt(9)));
        numbered = numbered.replace("{mmss}", MINUTE.format(now()))
                .replace("{epoch}", String.valueOf(now().getEpochSecond()));
        if (out) {
            out(container, numbered);
        } else {
            err(container, numbered);
        }
    }

    /** What other clients, timers and checks make of it meanwhile, some of the flaws that are always there among it. */
    WrittenSystem work(int times) {
        for (int i = 0; i < times; i++) {
            int kind = random.nextInt(100);
            if (kind < 30) {
                log(request);
            } else if (kind < 94) {
                log(background.get(random.nextInt(background.size())));
            } else {
                log(flaws.get(random.nextInt(flaws.size())));
            }
        }
        return this;
    }

    /** The same line again and again, with a pause before each and with the work that goes on meanwhile. */
    WrittenSystem again(int times, Duration pause, int work, String script) {
        for (int i = 0; i < times; i++) {
            pause(pause).log(script).work(work);
        }
        return this;
    }

    /** It has started, tests have passed, and the one that is to fail has begun. */
    WrittenSystem tested() {
        return starts().tests(4).testBegins().work(40);
    }

    /** Tests that passed before. */
    WrittenSystem tests(int count) {
        for (int i = 0; i < count; i++) {
            testBegins().work(60).passed();
        }
        return this;
    }

    /** Accounts of a bank: Spring Boot's console, Logstash's encoder, structlog, Kafka and PostgreSQL, with trace ids. */
    static WrittenSystem bank() {
        return new WrittenSystem("""
            postgres! {clock} UTC [1] LOG:  starting PostgreSQL 16.4 (Debian 16.4-1.pgdg120+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit
            postgres! {clock} UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432
            postgres! {clock} UTC [29] LOG:  database system was shut down at 2026-11-21 11:59:58 UTC
            postgres! {clock} UTC [1] LOG:  database system is ready to accept connections
            kafka: [{comma}] INFO Registered kafka:type=kafka.Log4jController MBean (kafka.utils.Log4jControllerRegistration$)
            kafka: [{comma}] INFO [KafkaRaftServer nodeId=1] Kafka Server started (kafka.server.KafkaRaftServer)
            kafka: [{comma}] WARN [RaftManager id=1] Connection to node 1 (kafka/172.19.0.2:9093) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)
            accounts: [0.012s][info][gc] Using G1
            accounts: {iso}  INFO 1 --- [accounts] [           main] c.bank.accounts.AccountsApplication      : Starting AccountsApplication v3.1.0 using Java 21.0.5 with PID 1 (/app/app.jar started by app in /app)
            accounts: {iso}  INFO 1 --- [accounts] [           main] o.s.b.w.e.tomcat.TomcatWebServer         : Tomcat initialized with port 8080 (http)
            accounts: {iso}  WARN 1 --- [accounts] [           main] JpaBaseConfiguration$JpaWebConfiguration : spring.jpa.open-in-view is enabled by default. Therefore, database queries may be performed during view rendering.
            accounts: {iso}  INFO 1 --- [accounts] [           main] com.zaxxer.hikari.HikariDataSource       : HikariPool-1 - Start completed.
            accounts: {iso}  INFO 1 --- [accounts] [           main] o.f.core.internal.command.DbMigrate      : Successfully applied 14 migrations to schema "public", now at version v14 (execution time 00:00.311s)
            accounts: {iso}  INFO 1 --- [accounts] [           main] c.bank.accounts.AccountsApplication      : Started AccountsApplication in 4.812 seconds (process running for 5.401)
            fraud! INFO:     Started server process [1]
            fraud! INFO:     Application startup complete.
            fraud: {"event":"model loaded","path":"/models/v6.bin","features":41,"level":"info","timestamp":"{iso}","logger":"fraud.model"}
            transfers: {"@timestamp":"{iso}","@version":"1","message":"The following 1 profile is active: \\"it\\"","logger_name":"com.bank.transfers.TransfersApplication","thread_name":"main","level":"INFO","level_value":20000}
            transfers: {"@timestamp":"{iso}","@version":"1","message":"[Consumer clientId=consumer-transfers-1, groupId=transfers] Discovered group coordinator kafka:9092 (id: 2147483646 rack: null)","logger_name":"org.apache.kafka.clients.consumer.internals.ConsumerCoordinator","thread_name":"main","level":"INFO","level_value":20000}
            transfers: {"@timestamp":"{iso}","@version":"1","message":"[Consumer clientId=consumer-transfers-1, groupId=transfers] Error while fetching metadata with correlation id 2 : {transfer-requests=LEADER_NOT_AVAILABLE}","logger_name":"org.apache.kafka.clients.NetworkClient","thread_name":"main","level":"WARN","level_value":30000}
            transfers: {"@timestamp":"{iso}","@version":"1","message":"transfers: partitions assigned: [transfer-requests-0, transfer-requests-1]","logger_name":"org.springframework.kafka.listener.KafkaMessageListenerContainer","thread_name":"main","level":"INFO","level_value":20000}
            """, """
            accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-{d}] [{trace}-{span}] c.b.accounts.TransferController          : POST /accounts/{ddd}{ddd}/transfers reference={id} amount={dd}.00
            accounts: {iso} DEBUG 1 --- [accounts] [nio-8080-exec-{d}] [{trace}-{span}] org.hibernate.SQL                        : insert into transfer (amount,reference,state,id) values (?,?,?,?)
            postgres! {clock} UTC [{dd}] LOG:  duration: 0.{ddd} ms  execute <unnamed>: insert into transfer (amount,reference,state,id) values ($1,$2,$3,$4)
            transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer {id} requested, offset {ddd} of transfer-requests-{d}","logger_name":"com.bank.transfers.Listener","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000,"traceId":"{trace}","spanId":"{span}"}
            fraud: {"event":"scored","transfer":"{id}","score":0.{dd},"level":"info","timestamp":"{iso}","logger":"fraud.model"}
            fraud: INFO:     172.19.0.5:41{ddd} - "POST /score HTTP/1.1" 200 OK
            transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer {id} booked","logger_name":"com.bank.transfers.Booking","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000,"traceId":"{trace}","spanId":"{span}"}
            """, """
            accounts: [{dd}.{ddd}s][info][gc] GC({dd}) Pause Young (Normal) (G1 Evacuation Pause) {dd}M->{dd}M(128M) {d}.{ddd}ms

            accounts: {iso} DEBUG 1 --- [accounts] [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Pool stats (total=10, active={d}, idle={d}, waiting=0)

            accounts: {iso} DEBUG 1 --- [accounts] [   scheduling-1] c.bank.accounts.Outbox                   : published 0 of 0

            accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-{d}] [{trace}-{span}] c.b.accounts.AccountController           : GET /accounts/{ddd}{ddd} balance={ddd}.{dd}

            kafka: [{comma}] INFO [GroupCoordinator 1]: Dynamic member with unknown member id joins group audit-{ddd} in Empty state (kafka.coordinator.group.GroupCoordinator)

            kafka: [{comma}] INFO [LogCleaner 1] Cleaned offsets {ddd} (org.apache.kafka.storage.internals.log.LogCleaner)

            fraud: INFO:     127.0.0.1:51{ddd} - "GET /health HTTP/1.1" 200 OK

            fraud: {"event":"features cached","customer":"{id}","level":"debug","timestamp":"{iso}","logger":"fraud.features"}

            postgres! {clock} UTC [27] LOG:  checkpoint complete: wrote {dd} buffers (0.{d}%); 0 WAL file(s) added, 0 removed, 0 recycled; write={d}.{ddd} s, sync=0.0{dd} s, total={d}.{ddd} s

            postgres! {clock} UTC [{dd}] LOG:  duration: {d}.{ddd} ms  execute S_{d}: select a1_0.id,a1_0.balance from account a1_0 where a1_0.id=$1

            transfers: {"@timestamp":"{iso}","@version":"1","message":"rates refreshed, {dd} currencies","logger_name":"com.bank.transfers.Rates","thread_name":"scheduling-1","level":"INFO","level_value":20000}

            transfers: {"@timestamp":"{iso}","@version":"1","message":"[Consumer clientId=consumer-transfers-1, groupId=transfers] Sent fetch request to node 1","logger_name":"org.apache.kafka.clients.FetchSessionHandler","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"DEBUG","level_value":10000}
            """, """
            accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-{d}] .w.s.m.s.DefaultHandlerExceptionResolver : Resolved [org.springframework.web.servlet.resource.NoResourceFoundException: No static resource favicon.ico.]

            postgres! {clock} UTC [{dd}] ERROR:  duplicate key value violates unique constraint "uq_request"
            | {clock} UTC [{dd}] DETAIL:  Key (request_id)=({id}) already exists.
            | {clock} UTC [{dd}] STATEMENT:  insert into request (request_id) values ($1)
            accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-{d}] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: 23505
            accounts: {iso} ERROR 1 --- [accounts] [nio-8080-exec-{d}] o.h.engine.jdbc.spi.SqlExceptionHelper   : ERROR: duplicate key value violates unique constraint "uq_request"

            transfers: {"@timestamp":"{iso}","@version":"1","message":"no rate of XAU, taking the one of yesterday","logger_name":"com.bank.transfers.Rates","thread_name":"scheduling-1","level":"ERROR","level_value":40000,"stack_trace":"com.bank.transfers.RateNotFoundException: XAU\\n\\tat com.bank.transfers.Rates.of(Rates.java:61)\\n\\tat com.bank.transfers.Rates.refresh(Rates.java:34)\\n"}

            fraud: {"event":"slow feature store","took_ms":{ddd},"level":"warning","timestamp":"{iso}","logger":"fraud.features"}
            """);
    }

    /** Tickets: nginx, Serilog's compact JSON, zap, pino, Redis and RabbitMQ. */
    static WrittenSystem tickets() {
        return new WrittenSystem("""
            edge! {go} [notice] 1#1: nginx/1.27.2
            edge! {go} [notice] 1#1: start worker processes
            redis: 1:C 21 Nov 2026 12:00:00.011 # WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition.
            redis: 1:M 21 Nov 2026 12:00:00.019 * Ready to accept connections tcp
            rabbit: {clock}000+00:00 [info] <0.9.0> Running boot step feature_flags defined by app rabbit
            rabbit: {clock}000+00:00 [warning] <0.9.0> Deprecated features: `transient_nonexcl_queues`: Feature `transient_nonexcl_queues` is deprecated.
            rabbit: {clock}000+00:00 [info] <0.9.0> Server startup complete; 4 plugins started.
            booking: {"@t":"{iso}","@mt":"No XML encryptor configured. Key {KeyId} may be persisted to storage in unencrypted form.","@l":"Warning","KeyId":"{span}","SourceContext":"Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager"}
            booking: {"@t":"{iso}","@mt":"Now listening on: {address}","address":"http://[::]:8080","SourceContext":"Microsoft.Hosting.Lifetime"}
            booking: {"@t":"{iso}","@mt":"Hosting environment: {EnvName}","EnvName":"Production","SourceContext":"Microsoft.Hosting.Lifetime"}
            seats! {"level":"info","ts":{millis}.1,"caller":"seats/main.go:61","msg":"serving","addr":":9000","version":"2.3.1"}
            notify: {"level":30,"time":{millis},"pid":1,"hostname":"8c01","msg":"waiting for messages of tickets.sold"}
            """, """
            edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "POST /bookings HTTP/1.1" 201 {ddd} "-" "okhttp/4.12.0" rt=0.0{dd}
            booking: {"@t":"{iso}","@mt":"HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms","RequestMethod":"POST","RequestPath":"/bookings","StatusCode":201,"Elapsed":{dd}.{ddd},"SourceContext":"Serilog.AspNetCore.RequestLoggingMiddleware","RequestId":"0HN{id}:00000002"}
            seats! {"level":"info","ts":{millis}.1,"caller":"seats/hold.go:44","msg":"held","event":"E-{id}","seat":"{dd}C","ttl":"10m"}
            booking: {"@t":"{iso}","@mt":"Booking {BookingId} confirmed for event {EventId}","BookingId":"B-{id}","EventId":"E-{id}","SourceContext":"Tickets.Booking.BookingService"}
            notify: {"level":30,"time":{millis},"pid":1,"hostname":"8c01","booking":"B-{id}","msg":"mail sent"}
            """, """
            edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /events/E-{id} HTTP/1.1" 200 {ddd} "-" "okhttp/4.12.0" rt=0.0{dd}

            edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /health HTTP/1.1" 200 2 "-" "curl/8.9.1" rt=0.001

            booking: {"@t":"{iso}","@mt":"cache {Outcome} {CacheKey} age {Age}s","@l":"Debug","Outcome":"hit","CacheKey":"event:E-{id}","Age":{dd},"SourceContext":"Tickets.Booking.EventCache"}

            booking: {"@t":"{iso}","@mt":"cache {Outcome} {CacheKey}","@l":"Debug","Outcome":"miss","CacheKey":"event:E-{id}","SourceContext":"Tickets.Booking.EventCache"}

            booking: {"@t":"{iso}","@mt":"Executed DbCommand ({elapsed}ms) [Parameters=[{parameters}]]","@l":"Debug","elapsed":"{d}","parameters":"@p0='?'","SourceContext":"Microsoft.EntityFrameworkCore.Database.Command"}

            redis: 1:M 21 Nov 2026 12:{mmss}.{ddd} * {ddd} changes in 60 seconds. Saving...

            redis: 1:M 21 Nov 2026 12:{mmss}.{ddd} * Background saving terminated with success

            rabbit: {clock}000+00:00 [info] <0.{ddd}.0> accepting AMQP connection <0.{ddd}.0> (172.20.0.{d}:5{ddd} -> 172.20.0.3:5672)

            rabbit: {clock}000+00:00 [info] <0.{ddd}.0> connection <0.{ddd}.0> (172.20.0.{d}:5{ddd} -> 172.20.0.3:5672): user 'guest' authenticated and granted access to vhost '/'

            seats! {"level":"debug","ts":{millis}.1,"caller":"seats/sweep.go:29","msg":"swept","expired":{d}}

            seats! {"level":"info","ts":{millis}.1,"caller":"seats/http.go:18","msg":"GET /events/E-{id}/seats","status":200,"took":"{d}ms"}

            notify: {"level":20,"time":{millis},"pid":1,"hostname":"8c01","msg":"heartbeat","lag":{dd}}
            """, """
            notify: {"level":50,"time":{millis},"pid":1,"hostname":"8c01","err":{"type":"Error","message":"connect ECONNREFUSED 172.20.0.9:25","stack":"Error: connect ECONNREFUSED 172.20.0.9:25\\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1610:16)","code":"ECONNREFUSED"},"msg":"bounce mailbox not reachable"}

            edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /robots.txt HTTP/1.1" 404 153 "-" "curl/8.9.1" rt=0.000
            edge! {go} [error] 29#29: *{ddd} open() "/usr/share/nginx/html/robots.txt" failed (2: No such file or directory), client: 172.20.0.1, server: tickets, request: "GET /robots.txt HTTP/1.1", host: "tickets"

            rabbit: {clock}000+00:00 [warning] <0.{ddd}.0> closing AMQP connection <0.{ddd}.0> (172.20.0.{d}:5{ddd} -> 172.20.0.3:5672, vhost: '/', user: 'guest'):
            | client unexpectedly closed TCP connection

            booking: {"@t":"{iso}","@mt":"Failed to determine the https port for redirect.","@l":"Warning","SourceContext":"Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware"}

            seats! {"level":"warn","ts":{millis}.1,"caller":"seats/hold.go:71","msg":"seat taken","event":"E-{id}","seat":"{dd}A"}
            """);
    }

    /** Devices: Go's log, mosquitto, Python's logging, Quarkus' console, PostgreSQL with a longer prefix; no trace ids at all. */
    static WrittenSystem telemetry() {
        return new WrittenSystem("""
            timescale! {clock} UTC [1]: user=,db=,app=,client= LOG:  database system is ready to accept connections
            timescale! {clock} UTC [70]: user=postgres,db=postgres,app=psql,client=[local] NOTICE:  extension "timescaledb" already exists, skipping
            broker! {epoch}: mosquitto version 2.0.20 starting
            broker! {epoch}: Config loaded from /mosquitto/config/mosquitto.conf.
            broker! {epoch}: mosquitto version 2.0.20 running
            ingest! {go} connecting to tcp://broker:1883
            ingest! {go} dial tcp 172.21.0.3:1883: connect: connection refused, trying again in 1s
            ingest! {go} subscribed to devices/+/points
            rules: {comma} INFO [rules.main] 12 rules loaded from /etc/rules
            rules: {comma} WARNING [rules.main] no SLACK_URL, alarms go to the log
            dashboard: {comma} INFO  [io.quarkus] (main) dashboard 1.9.2 on JVM (powered by Quarkus 3.15.1) started in 2.214s. Listening on: http://0.0.0.0:8080
            dashboard: {comma} INFO  [io.quarkus] (main) Profile prod activated.
            """, """
            broker! {epoch}: Received PUBLISH from dev-{dd} (d0, q1, r0, m{ddd}, 'devices/dev-{dd}/points', ... ({ddd} bytes))
            ingest! {go} dev-{dd}: {dd} points written in {d}.{ddd}ms
            rules: {comma} INFO [rules.engine] window of dev-{dd} closed: {dd} points, no alarm
            dashboard: {comma} INFO  [com.iot.dash.SeriesResource] (executor-thread-{d}) series of dev-{dd}: {ddd} points
            """, """
            broker! {epoch}: Sending PINGRESP to dev-{dd}

            broker! {epoch}: New client connected from 172.21.0.{d}:4{ddd} as dev-{dd} (p2, c1, k30).

            ingest! {go} flush: {dd} batches, {ddd} points

            ingest! 172.21.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /metrics HTTP/1.1" 200 {ddd}{d}

            rules: {comma} DEBUG [rules.engine] evaluate temp_high over dev-{dd}: {dd}.{d} < 80

            rules: {comma} DEBUG [urllib3.connectionpool] http://dashboard:8080 "GET /api/devices HTTP/1.1" 200 {ddd}

            timescale! {clock} UTC [{dd}]: user=iot,db=iot,app=ingest,client=172.21.0.5 LOG:  duration: {d}.{ddd} ms  statement: COPY "points" FROM STDIN

            timescale! {clock} UTC [{dd}]: user=,db=,app=,client= LOG:  checkpoint starting: time

            dashboard: {comma} DEBUG [io.agroal.pool] (agroal-11) Connection acquired {id}

            dashboard: {comma} INFO  [access_log] (executor-thread-{d}) 172.21.0.1 - - 21/Nov/2026:12:{mmss} +0000 "GET /q/health HTTP/1.1" 200 46
            """, """
            rules: {comma} ERROR [rules.slack] alarm not sent
            | Traceback (most recent call last):
            |   File "/app/rules/slack.py", line 19, in send
            |     requests.post(os.environ["SLACK_URL"], json=alarm)
            |   File "<frozen os>", line 685, in __getitem__
            | KeyError: 'SLACK_URL'

            broker! {epoch}: Client dev-{dd} closed its connection.

            ingest! {go} http: superfluous response.WriteHeader call from main.health (health.go:22)

            dashboard: {comma} WARN  [io.quarkus.vertx.http.runtime] (vert.x-eventloop-thread-{d}) The X-Forwarded-* headers are not trusted

            timescale! {clock} UTC [{dd}]: user=iot,db=iot,app=dashboard,client=172.21.0.6 ERROR:  canceling statement due to user request
            | {clock} UTC [{dd}]: user=iot,db=iot,app=dashboard,client=172.21.0.6 STATEMENT:  select * from points where device=$1
            """);
    }

    /** Freight: Envoy's access log as JSON, slog, Rust's tracing, Log4j2's pattern, MySQL and MinIO; W3C traces in some of it. */
    static WrittenSystem freight() {
        return new WrittenSystem("""
            mysql! {iso} 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld 8.4.3) starting as process 1
            mysql! {iso} 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.
            mysql! {iso} 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '8.4.3'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.
            minio: MinIO Object Storage Server
            minio: API: http://172.22.0.4:9000  http://127.0.0.1:9000
            planner: {iso}  INFO planner: graph loaded nodes=48112 edges=121003
            planner: {iso}  WARN planner::config: PLANNER_THREADS not set, using 2
            router: {"time":"{iso}","level":"INFO","msg":"listening","addr":":8443","version":"0.14.2"}
            customs: {comma} [main] INFO  com.freight.customs.Main - tariff table 2026-11 loaded (5113 positions)
            customs: {comma} [main] WARN  org.hibernate.orm.deprecation - HHH90000021: Encountered deprecated setting [hibernate.temp.use_jdbc_metadata_defaults]
            """, """
            envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":202,"response_flags":"-","duration":{dd},"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":"00-{trace}-{span}-01"}
            router: {"time":"{iso}","level":"INFO","msg":"shipment accepted","shipment":"S-{id}","trace_id":"{trace}"}
            planner: {iso}  INFO planner::solve: route found shipment=S-{id} legs={d} cost={ddd}.{dd} elapsed={dd}ms
            customs: {comma} [grpc-default-executor-{d}] INFO  com.freight.customs.Declarations - S-{id} declared, duty {dd}.{dd} EUR
            router: {"time":"{iso}","level":"INFO","msg":"shipment planned","shipment":"S-{id}","trace_id":"{trace}"}
            """, """
            envoy: {"start_time":"{iso}","method":"GET","path":"/shipments/S-{id}","protocol":"HTTP/2","response_code":200,"response_flags":"-","duration":{d},"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":"00-{trace}-{span}-01"}

            envoy: [2026-11-21 12:{mmss}.{ddd}][1][info][upstream] [source/common/upstream/cluster_manager_impl.cc:240] cm init: all clusters initialized

            router: {"time":"{iso}","level":"DEBUG","msg":"rpc","method":"/planner.v1.Planner/Solve","code":"OK","took":"{dd}ms"}

            router: {"time":"{iso}","level":"DEBUG","msg":"rpc","method":"/customs.v1.Customs/Declare","code":"OK","took":"{dd}ms"}

            planner: {iso} DEBUG planner::graph: edge weights refreshed count={ddd}

            planner: {iso} DEBUG h2::codec::framed_write: send frame=Ping {{ ack: true }}

            customs: {comma} [HikariPool-1 housekeeper] DEBUG com.zaxxer.hikari.pool.HikariPool - HikariPool-1 - Pool stats (total=8/8, idle={d}/8, active=0, waiting=0)

            customs: {comma} [grpc-default-executor-{d}] DEBUG com.freight.customs.Tariffs - position 8471.{dd}.{dd} has duty {d}.{d} %

            mysql! {iso} {dd} [Note] [MY-010914] [Server] Aborted connection {dd} to db: 'customs' user: 'customs' host: '172.22.0.7' (Got an error reading communication packets).

            minio: {"level":"INFO","time":"{iso}","message":"PutObject documents/S-{id}.pdf 200 {dd}ms"}
            """, """
            customs: {comma} [grpc-default-executor-{d}] ERROR com.freight.customs.Sanctions - list of 2026-11-21 not signed, using 2026-11-20
            | java.security.SignatureException: Signature length not correct: got 0 but was expecting 256
            | 	at java.base/sun.security.rsa.RSASignature.engineVerify(RSASignature.java:215)
            | 	at com.freight.customs.Sanctions.verify(Sanctions.java:88)

            envoy: {"start_time":"{iso}","method":"GET","path":"/favicon.ico","protocol":"HTTP/1.1","response_code":404,"response_flags":"NR","duration":0,"upstream_host":null,"upstream_cluster":null,"traceparent":null}

            router: {"time":"{iso}","level":"WARN","msg":"retrying","method":"/customs.v1.Customs/Declare","attempt":1,"err":"rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 172.22.0.7:9090: connect: connection refused\\""}

            planner: {iso}  WARN planner::solve: no ferry timetable for winter, using summer shipment=S-{id}
            """);
    }

    /** A clinic: Keycloak, python-json-logger, Celery, MongoDB, zerolog and Caddy, with trace ids in the access log alone. */
    static WrittenSystem clinic() {
        return new WrittenSystem("""
            mongo: {"t":{"$date":"{iso}"},"s":"I","c":"CONTROL","id":4615611,"ctx":"initandlisten","msg":"MongoDB starting","attr":{"pid":1,"port":27017,"dbPath":"/data/db"}}
            mongo: {"t":{"$date":"{iso}"},"s":"W","c":"CONTROL","id":22120,"ctx":"initandlisten","msg":"Access control is not enabled for the database. Read and write access to data and configuration is unrestricted","tags":["startupWarnings"]}
            mongo: {"t":{"$date":"{iso}"},"s":"I","c":"NETWORK","id":23016,"ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}
            keycloak: {comma} INFO  [org.keycloak.quarkus.runtime.storage.infinispan.CacheManagerFactory] (main) Starting Infinispan embedded cache manager
            keycloak: {comma} WARN  [io.agroal.pool] (main) Datasource '<default>': JDBC resources leaked: 1 ResultSet(s) and 0 Statement(s)
            keycloak: {comma} INFO  [org.keycloak.services] (main) KC-SERVICES0032: Import finished successfully
            keycloak: {comma} WARN  [org.keycloak.quarkus.runtime.KeycloakMain] (main) Running the server in development mode. DO NOT use this configuration in production.
            api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.settings","message":"settings of environment test"}
            api: {"asctime":"{comma}","levelname":"WARNING","name":"clinic.settings","message":"SENTRY_DSN empty, errors are not reported"}
            api: {"asctime":"{comma}","levelname":"INFO","name":"uvicorn.error","message":"Application startup complete."}
            worker! [{comma}: WARNING/MainProcess] /usr/local/lib/python3.12/site-packages/celery/platforms.py:841: SecurityWarning: You're running the worker with superuser privileges: this is absolutely not recommended!
            worker! [{comma}: INFO/MainProcess] Connected to amqp://guest:**@rabbit:5672//
            worker! [{comma}: INFO/MainProcess] celery@6f1c ready.
            labs: {"level":"info","time":"{iso}","message":"labs 0.9.1 on :9000","pool":4}
            caddy! {"level":"info","ts":{epoch}.11,"logger":"http","msg":"enabling HTTP/3 listener","addr":":443"}
            caddy! {"level":"warn","ts":{epoch}.12,"logger":"http.auto_https","msg":"server is listening only on the HTTP port, so no automatic HTTPS will be applied to this server","server_name":"srv0","http_port":80}
            """, """
            caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"POST","host":"clinic","uri":"/visits"},"duration":0.0{dd},"size":{ddd},"status":201,"traceID":"{trace}"}
            api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.visits","message":"visit V-{id} of patient P-{ddd} noted"}
            mongo: {"t":{"$date":"{iso}"},"s":"I","c":"COMMAND","id":51803,"ctx":"conn{dd}","msg":"Slow query","attr":{"type":"command","ns":"clinic.visits","command":{"insert":"visits","ordered":true},"ninserted":1,"durationMillis":1{dd}}}
            worker! [{comma}: INFO/MainProcess] Task clinic.letters.write[{span}] received
            labs: {"level":"info","time":"{iso}","message":"sample ordered","visit":"V-{id}","tests":{d}}
            worker! [{comma}: INFO/ForkPoolWorker-{d}] Task clinic.letters.write[{span}] succeeded in 0.0{dd}s: None
            """, """
            caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"GET","host":"clinic","uri":"/visits/V-{id}"},"duration":0.0{dd},"size":{ddd},"status":200,"traceID":"{trace}"}

            api: {"asctime":"{comma}","levelname":"DEBUG","name":"httpx","message":"HTTP Request: GET http://keycloak:8080/realms/clinic/protocol/openid-connect/certs \\"HTTP/1.1 200 OK\\""}

            api: {"asctime":"{comma}","levelname":"DEBUG","name":"clinic.auth","message":"token of nurse-{d} accepted"}

            keycloak: {comma} DEBUG [org.keycloak.events] (executor-thread-{d}) type="CLIENT_LOGIN", realmId="clinic", clientId="it-{d}", userId="{span}", ipAddress="172.23.0.1"

            labs: {"level":"debug","time":"{iso}","message":"poll","waiting":{d}}

            labs: {"level":"info","time":"{iso}","message":"result","visit":"V-{id}","analyte":"glucose","value":{d}.{d}}

            mongo: {"t":{"$date":"{iso}"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"172.23.0.{d}:5{ddd}","connectionId":{dd},"connectionCount":{d}}}

            mongo: {"t":{"$date":"{iso}"},"s":"I","c":"WTCHKPT","id":22430,"ctx":"Checkpointer","msg":"WiredTiger message","attr":{"message":{"ts_sec":{epoch},"msg":"saving checkpoint snapshot min: {dd}, snapshot max: {dd}"}}}

            worker! [{comma}: INFO/Beat] Scheduler: Sending due task nightly (clinic.noop)
            """, """
            keycloak: {comma} WARN  [org.keycloak.events] (executor-thread-{d}) type="LOGIN_ERROR", realmId="clinic", clientId="web", userId="{span}", ipAddress="172.23.0.1", error="invalid_user_credentials", auth_method="openid-connect"

            worker! [{comma}: ERROR/ForkPoolWorker-{d}] Task clinic.fax.send[{span}] raised unexpected: ConnectionRefusedError(111, 'Connection refused')
            | Traceback (most recent call last):
            |   File "/app/clinic/fax.py", line 22, in send
            |     with socket.create_connection(FAX) as fax:
            | ConnectionRefusedError: [Errno 111] Connection refused

            api: {"asctime":"{comma}","levelname":"WARNING","name":"clinic.visits","message":"visit V-{id} has no insurance"}

            labs: {"level":"error","time":"{iso}","error":"EOF","message":"analyser 3 gone"}
            """);
    }

    /** Films: lograge, Sidekiq, Elasticsearch, imgproxy's logfmt and PostgreSQL. */
    static WrittenSystem films() {
        return new WrittenSystem("""
            db! {clock} UTC [1] LOG:  database system is ready to accept connections
            search: {"@timestamp":"{iso}","log.level":"INFO","message":"initialized","ecs.version":"1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"main","log.logger":"org.elasticsearch.node.Node","elasticsearch.node.name":"es1"}
            search: {"@timestamp":"{iso}","log.level":"WARN","message":"This node is a fully-formed single-node cluster with cluster UUID [9f1c], but it is configured as if to discover other nodes and form a multi-node cluster","ecs.version":"1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"main","log.logger":"org.elasticsearch.cluster.coordination.Coordinator","elasticsearch.node.name":"es1"}
            web: => Booting Puma
            web: => Rails 7.2.2 application starting in production
            web: * Listening on http://0.0.0.0:3000
            web! DEPRECATION WARNING: Drawing a route with a hash key name "controller" is deprecated (called from <main> at /app/config/routes.rb:3)
            jobs: {iso} pid=1 tid=gq1 INFO: Booted Rails 7.2.2 application in production environment
            jobs: {iso} pid=1 tid=gq1 INFO: Starting processing, hit Ctrl-C to stop
            imgproxy: INFO    [{iso}] Starting server at :8080
            imgproxy: WARNING [{iso}] No keys defined, so signature checking is disabled
            """, """
            web: {"method":"POST","path":"/films","format":"json","controller":"FilmsController","action":"create","status":201,"duration":{dd}.{dd},"view":{d}.{d},"db":{d}.{dd},"request_id":"{span}","@timestamp":"{iso}"}
            db! {clock} UTC [{dd}] LOG:  duration: 0.{ddd} ms  execute a{d}: INSERT INTO "films" ("title", "year") VALUES ($1, $2) RETURNING "id"
            jobs: {iso} pid=1 tid=h{dd} class=IndexFilmJob jid={span} INFO: start
            search: {"@timestamp":"{iso}","log.level":"DEBUG","message":"[films][0] index [film-{id}] took {d}ms","ecs.version":"1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"write","log.logger":"index.indexing.slowlog","elasticsearch.node.name":"es1"}
            jobs: {iso} pid=1 tid=h{dd} class=IndexFilmJob jid={span} elapsed=0.{ddd} INFO: done
            """, """
            web: {"method":"GET","path":"/films/{id}","format":"json","controller":"FilmsController","action":"show","status":200,"duration":{d}.{dd},"view":{d}.{d},"db":{d}.{dd},"request_id":"{span}","@timestamp":"{iso}"}

            web: {"method":"GET","path":"/up","format":"html","controller":"Rails::HealthController","action":"show","status":200,"duration":0.{dd},"view":0.1,"db":0.0,"request_id":"{span}","@timestamp":"{iso}"}

            imgproxy: INFO    [{iso}] Completed in {dd}.{ddd}ms /insecure/rs:fit:{ddd}:{ddd}/plain/posters/{id}.jpg request_id={span} method=GET status=200

            jobs: {iso} pid=1 tid=h{dd} class=ThumbnailJob jid={span} INFO: start

            jobs: {iso} pid=1 tid=h{dd} class=ThumbnailJob jid={span} elapsed=0.{ddd} INFO: done

            search: {"@timestamp":"{iso}","log.level":"INFO","message":"[gc][{ddd}] overhead, spent [{ddd}ms] collecting in the last [1s]","ecs.version":"1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"scheduler","log.logger":"org.elasticsearch.monitor.jvm.JvmGcMonitorService","elasticsearch.node.name":"es1"}

            db! {clock} UTC [27] LOG:  checkpoint complete: wrote {dd} buffers (0.{d}%); 0 WAL file(s) added, 0 removed, 0 recycled

            web: {"method":"GET","path":"/search","format":"json","controller":"SearchController","action":"index","status":200,"duration":{dd}.{dd},"view":{d}.{d},"db":0.0,"request_id":"{span}","@timestamp":"{iso}"}
            """, """
            jobs: {iso} pid=1 tid=h{dd} class=SubtitlesJob jid={span} elapsed=0.{ddd} INFO: fail
            jobs: {iso} pid=1 tid=h{dd} WARN: {"context":"Job raised exception","job":{"retry":true,"queue":"low","class":"SubtitlesJob","args":[{d}],"jid":"{span}"}}
            jobs: {iso} pid=1 tid=h{dd} WARN: OpenURI::HTTPError: 403 Forbidden
            | /app/app/jobs/subtitles_job.rb:14:in `perform'

            web: {"method":"GET","path":"/favicon.ico","format":"*/*","controller":"ErrorsController","action":"not_found","status":404,"duration":0.{dd},"view":0.0,"db":0.0,"request_id":"{span}","@timestamp":"{iso}"}

            db! {clock} UTC [{dd}] ERROR:  duplicate key value violates unique constraint "index_ratings_on_user_id_and_film_id"
            | {clock} UTC [{dd}] DETAIL:  Key (user_id, film_id)=({d}, {ddd}) already exists.
            | {clock} UTC [{dd}] STATEMENT:  INSERT INTO "ratings" ("user_id", "film_id") VALUES ($1, $2)

            search: {"@timestamp":"{iso}","log.level":"WARN","message":"[types removal] Using include_type_name in create index requests is deprecated.","ecs.version":"1.2.0","service.name":"ES_ECS","event.dataset":"deprecation.elasticsearch","process.thread.name":"http","log.logger":"org.elasticsearch.deprecation","elasticsearch.node.name":"es1"}
            """);
    }
}
