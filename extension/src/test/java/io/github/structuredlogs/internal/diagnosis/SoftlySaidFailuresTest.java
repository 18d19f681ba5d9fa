package io.github.structuredlogs.internal.diagnosis;

import static java.time.Duration.ofMillis;

import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Failures whose cause is said softly, early, or in words that tests that passed have logged as well. */
class SoftlySaidFailuresTest extends CauseInTheFirstTenLines {

    static Stream<Arguments> failures() {
        return Stream.of(
                pictureOfANobody(),
                deletedQueue(),
                hourWithoutPoints(),
                errorOfThisRequest(),
                tooLargeBody(),
                jobsOfADeadProcess(),
                closedSocket(),
                lifeBeforeThisOne(),
                sameErrorThisTimeTheCause(),
                stormOfRetries(),
                columnNobodyAdded());
    }

    private static Arguments pictureOfANobody() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                web: {"method":"POST","path":"/people","format":"json","controller":"PeopleController","action":"create","status":201,"duration":12.12,"view":1.1,"db":2.12,"request_id":"77aa","@timestamp":"{iso}"}
                web: {"method":"POST","path":"/people/9/portrait","format":"json","controller":"PortraitsController","action":"create","status":201,"duration":112.12,"view":1.1,"db":2.12,"request_id":"77ab","@timestamp":"{iso}"}
                imgproxy: INFO    [{iso}] Completed in 3.112ms /insecure/rs:fit:300:300/plain/portraits/9.heic request_id=9f1c method=GET status=200 fallback="heic is off in this build"
                """).work(200);
        return failure(
                "a picture that stands for another",
                "heic is off in this build",
                films.fails("PortraitIT > shows()", expected("9f1c22ab", "00000000")));
    }

    private static Arguments deletedQueue() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                rabbit: {clock}000+00:00 [info] <0.871.0> Queue 'tickets.sold' in vhost '/' deleted by policy 'it-expires', idle for 5000 ms
                """).work(20).again(200, ofMillis(50), 1, """
                notify: {"level":40,"time":{millis},"pid":1,"hostname":"8c01","attempt":{dd},"msg":"consumer cancelled, subscribing again in 50 ms"}
                """);
        return failure(
                "a queue that was deleted, and what follows from it",
                "deleted by policy 'it-expires'",
                tickets.fails("MailIT > mailsAfterAWhile()", awaited("mail", "1", "0")));
    }

    private static Arguments hourWithoutPoints() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                rules: {comma} INFO [rules.engine] day of dev-7: hours 0..22, hour 23 falls into 2026-11-22 at Europe/Berlin
                rules: {comma} INFO [rules.engine] report of dev-7 written
                """).work(200);
        return failure(
                "a day in another zone",
                "falls into 2026-11-22 at Europe/Berlin",
                telemetry.fails("ReportIT > hasTwentyFourHours()", expected(24, 23)));
    }

    private static Arguments errorOfThisRequest() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"ERROR","name":"clinic.billing","message":"invoice of V-1007 refused: tariff GOAE-5 unknown"}
                caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"POST","host":"clinic","uri":"/visits/V-1007/invoice"},"duration":0.031,"size":44,"status":422,"traceID":"aaaa2f3577b34da6a3ce929d0e0e4736"}
                """).work(20).log("""
                api: {"asctime":"{comma}","levelname":"WARNING","name":"clinic.billing","message":"insurance of V-1008 ended on 2026-10-31, private invoice"}
                caddy! {"level":"info","ts":{epoch}.3,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"172.23.0.1","proto":"HTTP/1.1","method":"POST","host":"clinic","uri":"/visits/V-1008/invoice"},"duration":0.031,"size":44,"status":201,"traceID":"4bf92f3577b34da6a3ce929d0e0e4736"}
                """).work(100).log("""
                labs: {"level":"error","time":"{iso}","error":"barcode 88120 unreadable","message":"sample thrown away"}
                """).work(60);
        return failure(
                "a warning of this request beside the errors of others",
                "ended on 2026-10-31",
                clinic.fails(
                        "InvoiceIT > goesToTheInsurance()",
                        new AssertionError("[payer of V-1008] \nexpected: \"AOK\"\n but was: \"patient\""),
                        TRACE));
    }

    private static Arguments tooLargeBody() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                booking: {"@t":"{iso}","@mt":"Connection id \\"{ConnectionId}\\" bad request data: \\"{message}\\"","@l":"Debug","ConnectionId":"0HN9","message":"Request body too large. The max request body size is 30000 bytes.","SourceContext":"Microsoft.AspNetCore.Server.Kestrel.BadRequests"}
                edge! {go} [error] 29#29: *411 readv() failed (104: Connection reset by peer) while sending request to upstream, client: 172.20.0.1, server: tickets, request: "POST /imports HTTP/1.1", upstream: "http://172.20.0.4:8080/imports", host: "tickets"
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "POST /imports HTTP/1.1" 502 157 "-" "okhttp/4.12.0" rt=0.015
                """).work(200);
        return failure(
                "a body that is too large for the one behind",
                "The max request body size is 30000 bytes",
                tickets.fails("ImportIT > imports()", expected(202, 502)));
    }

    private static Arguments jobsOfADeadProcess() {
        WrittenSystem films = WrittenSystem.films().tested();
        films.log("""
                jobs: {iso} pid=1 tid=h11 class=InvoiceJob jid=41ab INFO: start
                jobs: {iso} pid=1 tid=gq1 INFO: super_fetch recovered job 41ab of a process that is gone
                jobs: {iso} pid=1 tid=h12 class=InvoiceJob jid=41ab INFO: start
                jobs: {iso} pid=1 tid=h11 class=InvoiceJob jid=41ab elapsed=1.412 INFO: done
                jobs: {iso} pid=1 tid=h12 class=InvoiceJob jid=41ab elapsed=1.433 INFO: done
                """).work(200);
        return failure(
                "a job that was fetched twice",
                "recovered job 41ab of a process that is gone",
                films.fails("InvoiceIT > writesOne()", expected(1, 2)));
    }

    private static Arguments closedSocket() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                dashboard: {comma} INFO  [com.iot.dash.LiveSocket] (executor-thread-2) live view of 4000 series opened
                dashboard: {comma} DEBUG [io.quarkus.websockets.next] (vert.x-eventloop-thread-1) closed with 1009, frame of 81211 bytes where 65536 is the most
                """).work(200);
        return failure(
                "a socket that was closed",
                "closed with 1009",
                telemetry.fails("LiveIT > showsAllSeries()", awaited("series", "4000", "0")));
    }

    private static Arguments lifeBeforeThisOne() {
        WrittenSystem freight = WrittenSystem.freight();
        freight.log("""
                planner: {iso}  INFO planner: reading /data/roads.pbf
                planner! thread 'main' panicked at src/graph.rs:88:14:
                | called `Result::unwrap()` on an `Err` value: Corrupt { block: 41, reason: "checksum differs" }
                | note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                """).exits("planner", 101).pause(ofMillis(400));
        freight.status("planner", it -> it.startedAt(freight.now()))
                .happens("planner", LifecycleEvent.LifecycleKind.RESTARTED, "restarted");
        freight.log("""
                planner: {iso}  INFO planner: last run did not end well, roads of the sample are taken
                """);
        freight.starts().work(120).testBegins().log("""
                planner: {iso}  INFO planner::solve: route found shipment=S-4411 legs=1 cost=0.00 elapsed=1ms
                """).work(150);
        return failure(
                "what happened to the life before",
                "checksum differs",
                freight.fails("RouteIT > goesByRoad()", expected(7, 1)));
    }

    private static Arguments sameErrorThisTimeTheCause() {
        WrittenSystem clinic = WrittenSystem.clinic().tested();
        clinic.log("""
                api: {"asctime":"{comma}","levelname":"INFO","name":"clinic.samples","message":"sample of analyser 3 asked for"}
                """).work(150);
        return failure(
                "an error that tests that passed had as well, and that is the cause in this one",
                "analyser 3 gone",
                clinic.fails("AnalyserIT > answers()", awaited("analyser 3", "READY", "UNKNOWN")));
    }

    private static Arguments stormOfRetries() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                router: {"time":"{iso}","level":"INFO","msg":"shipment accepted","shipment":"S-4411","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                """).again(300, ofMillis(30), 1, """
                router: {"time":"{iso}","level":"WARN","msg":"retrying","method":"/customs.v1.Customs/Declare","attempt":1,"err":"rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 172.22.0.7:9090: connect: connection refused\\""}
                """);
        return failure(
                "a storm of what happens now and then",
                "connect: connection refused",
                freight.fails("ShipIT > declares()", awaited("S-4411", "DECLARED", "ACCEPTED")));
    }

    private static Arguments columnNobodyAdded() {
        WrittenSystem bank =
                WrittenSystem.bank().starts().work(200).testBegins().work(40);
        bank.log("""
                postgres! {clock} UTC [77] ERROR:  column t1_0.purpose does not exist at character 41
                | {clock} UTC [77] STATEMENT:  select t1_0.id,t1_0.amount,t1_0.purpose from transfer t1_0 where t1_0.id=$1
                accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-6] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: 42703
                accounts: {iso} ERROR 1 --- [accounts] [nio-8080-exec-6] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request processing failed: org.springframework.dao.InvalidDataAccessResourceUsageException: JDBC exception executing SQL] with root cause
                |\s
                | org.postgresql.util.PSQLException: ERROR: column t1_0.purpose does not exist
                | 	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)
                | 	at com.bank.accounts.Transfers.find(Transfers.java:31)
                """).work(200);
        return failure(
                "a column that nobody has added, in the first test of all",
                "column t1_0.purpose does not exist",
                bank.fails("PurposeIT > shows()", expected(200, 500)));
    }
}
