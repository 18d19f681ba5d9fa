package io.github.structuredlogs.internal.diagnosis;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Further failures, of a clinic, of films, and of the other systems. */
class FurtherFailuresTest extends CauseInTheFirstTenLines {

    static Stream<Arguments> failures() {
        return Stream.of(
                disabledClient(),
                scannedCollection(),
                unregisteredTask(),
                importThatTakesAllWorkers(),
                issuerOfAnotherHost(),
                conflictOfWrites(),
                charsetOfAMessage(),
                initialisationThatFailed(),
                converterThatIsNotInstalled(),
                yearThatIsAWord(),
                tokenOfAForm(),
                tooLargePoster(),
                publishedTomorrow(),
                hostThatIsBlocked(),
                jobThatWaitsForItself(),
                transcodingThatIsOff(),
                memberThatWasPutOut(),
                messageThatIsTooLarge(),
                publisherWithoutARight(),
                collectingGarbageAllTheTime(),
                acknowledgedTooLate(),
                jobThatIsNotScheduledSaidBeforeATestThatPassed(),
                fileThatWasNotThereBeforeTestsThatPassed());
    }

    private static AssertionError status(int expected, int actual) {
        return new AssertionError("Status expected:<" + expected + "> but was:<" + actual + ">");
    }

    private static Arguments disabledClient() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.patients","message":"patient P-4411 admitted to ward 7"}
                """).work(10).log("""
                keycloak: {comma} WARN  [org.keycloak.events] (executor-thread-4) type="CLIENT_LOGIN_ERROR", realmId="clinic", clientId="labs", userId="null", ipAddress="172.23.0.6", error="client_disabled", grant_type="client_credentials"
                labs: {"level":"error","time":"{iso}","error":"oauth2: \\"unauthorized_client\\" \\"Invalid client or Invalid client credentials\\"","visit":"V-4411","message":"sample not ordered"}
                api: {"asctime":"{comma}","levelname":"ERROR","name":"clinic.visits","message":"visit V-4411 without samples","exc_info":"Traceback (most recent call last):\\n  File \\"/app/clinic/visits.py\\", line 88, in order\\n    answer.raise_for_status()\\n  File \\"/usr/local/lib/python3.12/site-packages/httpx/_models.py\\", line 829, in raise_for_status\\n    raise HTTPStatusError(message, request=request, response=self)\\nhttpx.HTTPStatusError: Server error '502 Bad Gateway' for url 'http://labs:9000/samples'"}
                """).work(150);
        return failure(
                "a client that was disabled",
                "client_disabled",
                clinic.fails("SampleIT > orders()", awaited("samples of V-4411", "2", "0")));
    }

    private static Arguments scannedCollection() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.search","message":"search for diagnosis J45"}
                """).work(80).pause(ofSeconds(6)).log("""
                mongo: {"t":{"$date":"{iso}"},"s":"I","c":"COMMAND","id":51803,"ctx":"conn31","msg":"Slow query","attr":{"type":"command","ns":"clinic.visits","command":{"find":"visits","filter":{"diagnosis":"J45"}},"planSummary":"COLLSCAN","docsExamined":412233,"nreturned":12,"durationMillis":6120}}
                """).work(60);
        return failure(
                "a collection that is scanned",
                "COLLSCAN",
                clinic.fails("SearchIT > findsAsthma()", new HttpTimeoutException("request timed out")));
    }

    private static Arguments unregisteredTask() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.reports","message":"report 2026-11 asked for"}
                worker! [{comma}: ERROR/MainProcess] Received unregistered task of type 'clinic.reports.build'.
                | The message has been ignored and discarded.
                |\\s
                | Did you remember to import the module containing this task?
                | Or maybe you're using relative imports?
                |\\s
                | The full contents of the message body was:
                | b'[["2026-11"], {}, {"callbacks": null, "errbacks": null, "chain": null, "chord": null}]' (79b)
                """.replace("\\s", " ")).work(200);
        return failure(
                "a task that the worker does not know",
                "unregistered task",
                clinic.fails("ReportIT > builds()", awaited("report", "READY", "QUEUED")));
    }

    private static Arguments importThatTakesAllWorkers() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                worker! [{comma}: INFO/MainProcess] Task clinic.imports.full[a41f-1] received
                worker! [{comma}: INFO/MainProcess] Task clinic.imports.full[a41f-2] received
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.letters","message":"letter L-88 queued"}
                """);
        for (int i = 0; i < 40; i++) {
            clinic.pause(ofMillis(250)).log("""
                    caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"GET","host":"clinic","uri":"/letters/L-88"},"duration":0.0{dd},"size":{ddd},"status":200,"traceID":"{trace}"}
                    labs: {"level":"debug","time":"{iso}","message":"poll","waiting":{d}}
                    api: {"asctime":"{comma}","levelname":"DEBUG","name":"clinic.auth","message":"token of nurse-{d} accepted"}
                    """);
        }
        return failure(
                "an import that takes all the workers, and nothing wrong is logged",
                "clinic.imports.full",
                clinic.fails("LetterIT > writes()", awaited("letter L-88", "WRITTEN", "QUEUED")));
    }

    private static Arguments issuerOfAnotherHost() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                keycloak: {comma} DEBUG [org.keycloak.events] (executor-thread-2) type="LOGIN", realmId="clinic", clientId="web", userId="ann", ipAddress="172.23.0.1"
                api: {"asctime":"{comma}","levelname":"DEBUG","name":"clinic.auth","message":"issuer is http://localhost:32771/realms/clinic where http://keycloak:8080/realms/clinic was meant"}
                caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"GET","host":"clinic","uri":"/me"},"duration":0.004,"size":44,"status":401,"traceID":"{trace}"}
                """).work(200);
        return failure(
                "a token whose issuer has another host",
                "issuer is http://localhost:32771",
                clinic.fails("LoginIT > showsMyName()", status(200, 401)));
    }

    private static Arguments conflictOfWrites() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.again(5, ofMillis(30), 3, """
                mongo: {"t":{"$date":"{iso}"},"s":"I","c":"WRITE","id":4640401,"ctx":"conn{dd}","msg":"Caught WriteConflictException","attr":{"operation":"update","namespace":"clinic.beds","attempts":{d}}}
                """);
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.beds","message":"bed 12 not taken, somebody else was faster"}
                caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"POST","host":"clinic","uri":"/beds/12"},"duration":0.204,"size":44,"status":409,"traceID":"{trace}"}
                """).work(150);
        return failure("writes that conflict", "WriteConflict", clinic.fails("BedIT > takesABed()", status(200, 409)));
    }

    private static Arguments charsetOfAMessage() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                labs: {"level":"info","time":"{iso}","message":"message read","control":"MSG00041","segments":9}
                labs: {"level":"warn","time":"{iso}","message":"OBX-5 left out: declared UNICODE UTF-8, byte 0xfc at 41","control":"MSG00041"}
                """).work(200);
        return failure(
                "a message in another charset",
                "byte 0xfc at 41",
                clinic.fails("HL7IT > reads()", expected("Müller", "null")));
    }

    private static Arguments initialisationThatFailed() {
        WrittenSystem clinic = WrittenSystem.clinic();
        clinic.status("mongo-init", it -> it.startedAt(clinic.now()))
                .log("""
                mongo-init: Current Mongosh Log ID:	6740
                mongo-init: Connecting to:	mongodb://mongo:27017/?directConnection=true
                mongo-init! MongoServerError: No host described in new configuration with {version: 1, term: 0} for replica set rs0 maps to this node
                """)
                .exits("mongo-init", 1)
                .starts()
                .work(100)
                .testBegins();
        clinic.again(6, ofMillis(100), 12, """
                api: {"asctime":"{comma}","levelname":"ERROR","name":"clinic.visits","message":"visit not noted","exc_info":"Traceback (most recent call last):\\n  File \\"/app/clinic/visits.py\\", line 31, in note\\n    visits.insert_one(visit)\\n  File \\"/usr/local/lib/python3.12/site-packages/pymongo/synchronous/topology.py\\", line 333, in _select_servers_loop\\n    raise ServerSelectionTimeoutError(\\npymongo.errors.ServerSelectionTimeoutError: No replica set members match selector \\"Primary()\\", Timeout: 2.0s"}
                """).work(100);
        return failure(
                "an initialisation that failed before",
                "No host described in new configuration",
                clinic.fails("VisitIT > notes()", status(201, 500)));
    }

    private static Arguments converterThatIsNotInstalled() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.again(3, ofMillis(700), 15, """
                jobs: {iso} pid=1 tid=h{dd} class=TrailerJob jid=77aa INFO: start
                jobs: {iso} pid=1 tid=h{dd} class=TrailerJob jid=77aa elapsed=0.{ddd} INFO: fail
                jobs: {iso} pid=1 tid=h{dd} WARN: {"context":"Job raised exception","job":{"retry":true,"queue":"default","class":"TrailerJob","args":[41],"jid":"77aa","retry_count":{d}}}
                jobs: {iso} pid=1 tid=h{dd} WARN: Errno::ENOENT: No such file or directory - ffmpeg
                | /usr/local/lib/ruby/3.3.0/open3.rb:534:in `spawn'
                | /app/app/jobs/trailer_job.rb:9:in `perform'
                """).work(100);
        return failure(
                "a converter that is not installed",
                "No such file or directory - ffmpeg",
                films.fails("TrailerIT > converts()", awaited("trailer", "ready", "queued")));
    }

    private static Arguments yearThatIsAWord() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"POST","path":"/imports","format":"json","controller":"ImportsController","action":"create","status":202,"duration":41.12,"view":1.1,"db":8.12,"request_id":"77aa","@timestamp":"{iso}"}
                jobs: {iso} pid=1 tid=h{dd} class=ImportJob jid=77aa INFO: start
                jobs: {iso} pid=1 tid=h{dd} class=ImportJob jid=77aa INFO: bulk: 12 items, 0 created, first status 400 document_parsing_exception: failed to parse field [year] of type [long] in document with id '9'
                jobs: {iso} pid=1 tid=h{dd} class=ImportJob jid=77aa elapsed=0.412 INFO: done
                """).work(200);
        return failure(
                "a year that is a word",
                "failed to parse field [year]",
                films.fails("ImportIT > finds()", new AssertionError("\nExpected size: 12 but was: 0 in:\n[]")));
    }

    private static Arguments tokenOfAForm() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"GET","path":"/login","format":"html","controller":"SessionsController","action":"new","status":200,"duration":8.12,"view":6.1,"db":0.0,"request_id":"77a9","@timestamp":"{iso}"}
                web: Can't verify CSRF token authenticity.
                web: {"method":"POST","path":"/login","format":"html","controller":"SessionsController","action":"create","status":422,"duration":1.12,"view":0.0,"db":0.0,"request_id":"77aa","@timestamp":"{iso}"}
                """).work(200);
        return failure(
                "a form without its token",
                "verify CSRF token",
                films.fails(
                        "LoginIT > logsIn()",
                        new TimeoutException("Timeout 10000ms exceeded waiting for URL \"**/home\"")));
    }

    private static Arguments tooLargePoster() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"POST","path":"/films/41/poster","format":"json","controller":"PostersController","action":"create","status":201,"duration":112.12,"view":1.1,"db":2.12,"request_id":"77aa","@timestamp":"{iso}"}
                imgproxy: WARNING [{iso}] Completed in 4.112ms /insecure/rs:fit:300:300/plain/posters/41.jpg request_id=9f1c method=GET status=422 error="Source image resolution is too big" source_url=posters/41.jpg
                """).work(200);
        return failure(
                "a poster that is too large",
                "resolution is too big",
                films.fails("PosterIT > shows()", expected(300, 0)));
    }

    private static Arguments publishedTomorrow() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"POST","path":"/films/41/release","format":"json","controller":"ReleasesController","action":"create","status":202,"duration":12.12,"view":1.1,"db":2.12,"request_id":"77aa","@timestamp":"{iso}"}
                jobs: {iso} pid=1 tid=h{dd} class=ReleaseJob jid=77ab INFO: release of film 41 at 2026-11-21 13:00:00 +0100, that is in 3600 s
                """).again(10, ofSeconds(1), 14, """
                web: {"method":"GET","path":"/films/41","format":"json","controller":"FilmsController","action":"show","status":200,"duration":4.12,"view":1.1,"db":2.12,"request_id":"{span}","@timestamp":"{iso}"}
                """);
        return failure(
                "a release in another zone",
                "that is in 3600 s",
                films.fails("ReleaseIT > releases()", awaited("film 41", "released", "announced")));
    }

    private static Arguments hostThatIsBlocked() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: [ActionDispatch::HostAuthorization::DefaultResponseApp] Blocked hosts: films.test:3000
                """).work(200);
        return failure("a host that is blocked", "Blocked hosts", films.fails("HomeIT > greets()", status(200, 403)));
    }

    private static Arguments jobThatWaitsForItself() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"POST","path":"/reindex","format":"json","controller":"ReindexController","action":"create","status":202,"duration":12.12,"view":1.1,"db":2.12,"request_id":"77aa","@timestamp":"{iso}"}
                jobs: {iso} pid=1 tid=h{dd} DEBUG: ReindexJob uniquejobs:41aa is taken by 66ab since 2026-11-21T11:58:00Z, this one is not enqueued
                """).work(250);
        return failure(
                "a job that is there already",
                "this one is not enqueued",
                films.fails("ReindexIT > reindexes()", awaited("index", "films-2", "films-1")));
    }

    private static Arguments transcodingThatIsOff() {
        WrittenSystem films = WrittenSystem.films().log("""
                jobs: {iso} pid=1 tid=gq1 INFO: queues high, default, low; transcode is left to the other host
                """);
        films.starts().work(150).testBegins().log("""
                web: {"method":"POST","path":"/films/41/transcode","format":"json","controller":"TranscodesController","action":"create","status":202,"duration":12.12,"view":1.1,"db":2.12,"request_id":"77aa","@timestamp":"{iso}"}
                """).again(10, ofSeconds(1), 14, """
                web: {"method":"GET","path":"/films/41","format":"json","controller":"FilmsController","action":"show","status":200,"duration":4.12,"view":1.1,"db":2.12,"request_id":"{span}","@timestamp":"{iso}"}
                """);
        return failure(
                "a queue that nobody works off, said once at the start",
                "transcode is left to the other host",
                films.fails("TranscodeIT > transcodes()", awaited("film 41", "transcoded", "queued")));
    }

    private static Arguments memberThatWasPutOut() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer rent-15 requested, offset 118 of transfer-requests-0","logger_name":"com.bank.transfers.Listener","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                """).work(60).pause(ofSeconds(5)).log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"[Consumer clientId=consumer-transfers-1, groupId=transfers] consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages.","logger_name":"org.apache.kafka.clients.consumer.internals.ConsumerCoordinator","thread_name":"kafka-coordinator-heartbeat-thread | transfers","level":"WARN","level_value":30000}
                kafka: [{comma}] INFO [GroupCoordinator 1]: Member consumer-transfers-1-9f1c in group transfers has left, removing it from the group (kafka.coordinator.group.GroupCoordinator)
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer rent-15 booked","logger_name":"com.bank.transfers.Booking","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                transfers: {"@timestamp":"{iso}","@version":"1","message":"Consumer exception","logger_name":"org.springframework.kafka.listener.KafkaMessageListenerContainer","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"ERROR","level_value":40000,"stack_trace":"org.apache.kafka.clients.consumer.CommitFailedException: Offset commit cannot be completed since the consumer is not part of an active group for auto partition assignment; it is likely that the consumer was kicked out of the group.\\n\\tat org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.sendOffsetCommitRequest(ConsumerCoordinator.java:1351)\\n"}
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer rent-15 requested, offset 118 of transfer-requests-0","logger_name":"com.bank.transfers.Listener","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfer rent-15 booked","logger_name":"com.bank.transfers.Booking","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                """).work(100);
        return failure(
                "a consumer that was put out of its group",
                "consumer poll timeout has expired",
                bank.fails(
                        "RentIT > paysOnce()", new AssertionError("[bookings of rent-15] \nexpected: 1\n but was: 2")));
    }

    private static Arguments messageThatIsTooLarge() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                planner: {iso}  INFO planner::solve: route found shipment=S-4411 legs=4112 cost=991.10 elapsed=212ms
                router: {"time":"{iso}","level":"ERROR","msg":"shipment not planned","shipment":"S-4411","err":"solve: rpc error: code = ResourceExhausted desc = grpc: received message larger than max (4194412 vs. 4194304)"}
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":500,"response_flags":"-","duration":231,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":null}
                """).work(200);
        return failure(
                "a message that is too large for gRPC",
                "received message larger than max",
                freight.fails("LongRouteIT > plans()", status(202, 500)));
    }

    private static Arguments publisherWithoutARight() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                broker! {epoch}: New client connected from 172.21.0.1:41122 as it-9 (p5, c1, k60, u'plant').
                broker! {epoch}: Denied PUBLISH from it-9 (d0, q0, r0, m0, 'devices/it-9/points', ... (31 bytes))
                """).again(10, ofSeconds(1), 15, """
                dashboard: {comma} INFO  [com.iot.dash.SeriesResource] (executor-thread-3) series of it-9: 0 points
                """);
        return failure(
                "a publisher without the right",
                "Denied PUBLISH from it-9",
                telemetry.fails("PlantIT > publishes()", awaited("points of it-9", "1", "0")));
    }

    private static Arguments collectingGarbageAllTheTime() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.bank.accounts.Statements               : statement of 730114 from 1998 on
                """).again(8, ofMillis(100), 6, """
                accounts: [{dd}.{ddd}s][info][gc] GC({dd}) Pause Full (G1 Compaction Pause) 127M->126M(128M) 2{ddd}.331ms
                """).work(80);
        return failure(
                "a collector that has no memory left",
                "Pause Full",
                bank.fails("StatementIT > exportsAll()", new HttpTimeoutException("request timed out")));
    }

    private static Arguments jobThatIsNotScheduledSaidBeforeATestThatPassed() {
        WrittenSystem bank = WrittenSystem.bank().log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"interest.cron is '-', interest is not scheduled","logger_name":"com.bank.transfers.Interest","thread_name":"main","level":"INFO","level_value":20000}
                """);
        bank.tested().log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.AccountController           : account 730114 opened for customer 8801 with 1000.00
                """).again(10, ofSeconds(1), 15, """
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-2] [{trace}-{span}] c.b.accounts.AccountController           : GET /accounts/730114 balance=1000.00
                """);
        return failure(
                "a job that is not scheduled, said before tests that passed",
                "interest is not scheduled",
                bank.fails("InterestIT > paysInterest()", awaited("balance", "1002.50", "1000.00")));
    }

    private static Arguments fileThatWasNotThereBeforeTestsThatPassed() {
        WrittenSystem clinic = WrittenSystem.clinic().log("""
                labs: {"level":"info","time":"{iso}","message":"REFERENCE_FILE not there, no reference ranges"}
                """);
        clinic.tested().log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.patients","message":"patient P-4411 admitted to ward 7"}
                """).work(200);
        return failure(
                "a file that was not there, said before tests that passed",
                "no reference ranges",
                clinic.fails("RangeIT > marksWhatIsTooHigh()", expected("H", "null")));
    }

    private static Arguments acknowledgedTooLate() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                notify: {"level":30,"time":{millis},"pid":1,"hostname":"8c01","booking":"B-771","msg":"rendering 400 pages"}
                """).work(120).pause(ofSeconds(3)).log("""
                rabbit: {clock}000+00:00 [warning] <0.811.0> Consumer 'amq.ctag-9f' on channel 1 and queue 'tickets.sold' in vhost '/' has timed out waiting for a consumer acknowledgement of a delivery with delivery tag = 3. Timeout used: 5000 ms. This timeout value can be configured, see consumers doc guide to learn more
                rabbit: {clock}000+00:00 [error] <0.811.0> Channel error on connection <0.801.0> (172.20.0.6:51112 -> 172.20.0.3:5672, vhost: '/', user: 'guest'), channel 1:
                | operation none caused a channel exception precondition_failed: delivery acknowledgement on channel 1 timed out. Timeout value used: 5000 ms.
                notify: {"level":50,"time":{millis},"pid":1,"hostname":"8c01","err":{"type":"IllegalOperationError","message":"Channel closed","stack":"IllegalOperationError: Channel closed\\n    at Channel.ack (/app/node_modules/amqplib/lib/channel_model.js:248:12)\\n    at deliver (/app/src/mail.js:41:11)"},"msg":"mail not sent"}
                """).work(80);
        return failure(
                "an acknowledgement that came too late",
                "waiting for a consumer acknowledgement",
                tickets.fails("MailIT > sendsAThickOne()", awaited("mail", "1", "2")));
    }
}
