package io.github.structuredlogs.internal.diagnosis;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Failures of four systems that are no shop. Each does in the failed test something that it did in no test before, as tests
 * do, so that what is new in it is not the cause by that alone.
 */
class FailuresOfOtherSystemsTest extends CauseInTheFirstTenLines {

    static Stream<Arguments> failures() {
        return Stream.of(
                limitOfAClient(),
                breakerThatOpenedBefore(),
                secondMemberOfTheGroup(),
                poisonedMessage(),
                leakOfAConnection(),
                deadlockOfTwoTransfers(),
                statementWithoutAnIndex(),
                outboxThatAnotherHolds(),
                jobThatIsNotScheduled(),
                keyThatWasUsedBefore(),
                bodyThatWasCut(),
                nameThatIsNotResolved(),
                cacheThatIsStale(),
                flagThatIsOff(),
                tokenForSomebodyElse(),
                originThatIsNotAllowed(),
                memoryOfRedis(),
                addressInUse(),
                versionOfASeat(),
                crashBetweenTwoRequests(),
                messageWithoutAQueue(),
                pointsOfTheFuture(),
                readOnlyBroker(),
                twoClientsOfOneName(),
                certificateForAnotherHost(),
                migratorThatFoundNothing(),
                killedCollector(),
                deadThreadOfRules(),
                queueThatIsFull(),
                deadlineOfACallTwoServicesAway(),
                methodOfAnotherVersion(),
                compensatedSaga(),
                signatureOfTheStore(),
                shipInANote(),
                lockOfAnImport(),
                graphThatNobodyLoaded(),
                oneOfTwoErrors());
    }

    private static AssertionError status(int expected, int actual) {
        return new AssertionError(
                "1 expectation failed.\nExpected status code <" + expected + "> but was <" + actual + ">.\n");
    }

    private static ContainerLaunchException notStarted(String image) {
        return new ContainerLaunchException("Container startup failed for image bank/" + image);
    }

    // Bank

    private static Arguments limitOfAClient() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-3] [{trace}-{span}] c.b.accounts.AccountController           : account 730114 opened for customer 8801
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-3] [{trace}-{span}] c.b.accounts.StandingOrders              : 31 standing orders imported from pain.001
                """);
        bank.work(20).log("""
                accounts: {iso} DEBUG 1 --- [accounts] [nio-8080-exec-7] [{trace}-{span}] c.bank.accounts.ClientLimits             : client 8801 has used 30 of 30 calls this minute, next at 12:01:00
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-7] [{trace}-{span}] c.bank.accounts.Access                   : POST /accounts/730114/transfers 429 2ms
                """).work(150);
        return failure(
                "a client that has used up its calls",
                "has used 30 of 30 calls",
                bank.fails("StandingOrdersIT > executesAllOfThem()", status(201, 429)));
    }

    private static Arguments breakerThatOpenedBefore() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.again(3, ofMillis(40), 4, """
                fraud! {"event":"scoring failed","transfer":"{id}","level":"error","timestamp":"{iso}","logger":"fraud.api","exception":"Traceback (most recent call last):\\n  File \\"/app/fraud/api.py\\", line 31, in score\\n    return MODEL.predict(features)\\n  File \\"/app/fraud/model.py\\", line 58, in predict\\n    raise ValueError(f'expected {self.n} features, got {len(x)}')\\nValueError: expected 41 features, got 40"}
                fraud: INFO:     172.19.0.5:41{ddd} - "POST /score HTTP/1.1" 500 Internal Server Error
                transfers: {"@timestamp":"{iso}","@version":"1","message":"scoring of {id} failed: 500 Internal Server Error: \\"Internal Server Error\\"","logger_name":"com.bank.transfers.Fraud","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"WARN","level_value":30000,"traceId":"{trace}","spanId":"{span}"}
                """);
        bank.log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"Event STATE_TRANSITION published: 2026-11-21T12:00:04Z: CircuitBreaker 'fraud' changed state from CLOSED to OPEN","logger_name":"io.github.resilience4j.circuitbreaker","thread_name":"main","level":"INFO","level_value":20000}
                """);
        bank.again(60, ofMillis(90), 3, """
                transfers: {"@timestamp":"{iso}","@version":"1","message":"Transfer {id} rejected","logger_name":"com.bank.transfers.Booking","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"ERROR","level_value":40000,"traceId":"{trace}","spanId":"{span}","stack_trace":"io.github.resilience4j.circuitbreaker.CallNotPermittedException: CircuitBreaker 'fraud' is OPEN and does not permit further calls\\n\\tat io.github.resilience4j.circuitbreaker.CallNotPermittedException.createCallNotPermittedException(CallNotPermittedException.java:48)\\n\\tat com.bank.transfers.Fraud.score(Fraud.java:40)\\n\\tat com.bank.transfers.Booking.book(Booking.java:77)\\n"}
                """);
        return failure(
                "a breaker, and what opened it before",
                "expected 41 features, got 40",
                bank.fails("TransferIT > booksAtOnce()", awaited("transfer", "BOOKED", "REJECTED")));
    }

    private static Arguments secondMemberOfTheGroup() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                kafka: [{comma}] INFO [GroupCoordinator 1]: Dynamic member with unknown member id joins group transfers in Stable state. Created a new member id consumer-replay-1-6b1f and requesting the member to rejoin with this id. (kafka.coordinator.group.GroupCoordinator)
                kafka: [{comma}] INFO [GroupCoordinator 1]: Preparing to rebalance group transfers in state PreparingRebalance with old generation 1 (__consumer_offsets-37) (reason: Adding new member consumer-replay-1-6b1f) (kafka.coordinator.group.GroupCoordinator)
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfers: partitions revoked: [transfer-requests-0, transfer-requests-1]","logger_name":"org.springframework.kafka.listener.KafkaMessageListenerContainer","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                transfers: {"@timestamp":"{iso}","@version":"1","message":"transfers: partitions assigned: [transfer-requests-1]","logger_name":"org.springframework.kafka.listener.KafkaMessageListenerContainer","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                """);
        bank.work(20).log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.TransferController          : POST /accounts/730114/transfers reference=rent-11 amount=640.00
                accounts: {iso} DEBUG 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.bank.accounts.Outbox                   : published 1 of 1
                """).again(10, ofSeconds(1), 15, """
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-2] [{trace}-{span}] c.b.accounts.TransferController          : GET /transfers/rent-11 state=REQUESTED
                """);
        return failure(
                "another member of the group that takes the partition",
                "partitions revoked",
                bank.fails("RentIT > paysTheRent()", awaited("rent-11", "BOOKED", "REQUESTED")));
    }

    private static Arguments poisonedMessage() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.again(9, ofSeconds(1), 12, """
                transfers: {"@timestamp":"{iso}","@version":"1","message":"[Consumer clientId=consumer-transfers-1, groupId=transfers] Seeking to offset 118 for partition transfer-requests-0","logger_name":"org.apache.kafka.clients.consumer.KafkaConsumer","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                transfers: {"@timestamp":"{iso}","@version":"1","message":"Record in retry and not yet recovered","logger_name":"org.springframework.kafka.listener.DefaultErrorHandler","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"INFO","level_value":20000}
                """);
        bank.log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"Backoff FixedBackOff{interval=1000, currentAttempts=10, maxAttempts=9} exhausted for transfer-requests-0@118","logger_name":"org.springframework.kafka.listener.DefaultErrorHandler","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"ERROR","level_value":40000,"stack_trace":"org.springframework.kafka.listener.ListenerExecutionFailedException: Listener method 'public void com.bank.transfers.Listener.on(com.bank.transfers.TransferRequested)' threw exception\\n\\tat org.springframework.kafka.listener.adapter.MessagingMessageListenerAdapter.invokeHandler(MessagingMessageListenerAdapter.java:471)\\n\\tat org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.doInvokeRecordListener(KafkaMessageListenerContainer.java:2869)\\n\\tat java.base/java.lang.Thread.run(Thread.java:1583)\\nCaused by: org.springframework.messaging.converter.MessageConversionException: failed to convert\\n\\tat org.springframework.kafka.support.converter.JsonMessageConverter.extractAndConvertValue(JsonMessageConverter.java:113)\\n\\t... 14 common frames omitted\\nCaused by: com.fasterxml.jackson.databind.exc.InvalidFormatException: Cannot deserialize value of type `java.math.BigDecimal` from String \\"12,50\\": not a valid representation\\n at [Source: (byte[])\\"{\\"reference\\":\\"rent-12\\",\\"amount\\":\\"12,50\\"}\\"; line: 1, column: 33]\\n\\tat com.fasterxml.jackson.databind.DeserializationContext.weirdStringException(DeserializationContext.java:1996)\\n\\t... 16 common frames omitted\\n"}
                """).work(150);
        return failure(
                "a message that nobody can digest",
                "12,50",
                bank.fails("RentIT > paysTheRent()", awaited("rent-12", "BOOKED", "REQUESTED")));
    }

    private static Arguments leakOfAConnection() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        for (int i = 0; i < 10; i++) {
            bank.log(
                            "accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-{d}] [{trace}-{span}] c.bank.accounts.Statements               : statement of 73011"
                                    + i + " exported as camt.053")
                    .work(5);
        }
        bank.pause(ofSeconds(2))
                .again(10, ofMillis(5), 1, """
                accounts: {iso}  WARN 1 --- [accounts] [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@5c{ddd} on thread http-nio-8080-exec-{d}, stack trace follows
                |\s
                | java.lang.Exception: Apparent connection leak detected
                | 	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:127)
                | 	at org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:160)
                | 	at com.bank.accounts.Statements.export(Statements.java:52)
                | 	at com.bank.accounts.StatementController.camt(StatementController.java:29)
                """)
                .pause(ofSeconds(8))
                .again(20, ofMillis(30), 3, """
                accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-{d}] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: null
                accounts: {iso} ERROR 1 --- [accounts] [nio-8080-exec-{d}] o.h.engine.jdbc.spi.SqlExceptionHelper   : HikariPool-1 - Connection is not available, request timed out after 10000ms (total=10, active=10, idle=0, waiting={d})
                accounts: {iso} ERROR 1 --- [accounts] [nio-8080-exec-{d}] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request processing failed: org.springframework.transaction.CannotCreateTransactionException: Could not open JPA EntityManager for transaction] with root cause
                |\s
                | java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 10000ms (total=10, active=10, idle=0, waiting=4)
                | 	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)
                | 	at com.bank.accounts.TransferController.request(TransferController.java:44)
                """)
                .work(100);
        return failure(
                "connections that are not given back",
                "Connection leak detection triggered",
                bank.fails("StatementIT > transfersAfterAnExport()", status(201, 500)));
    }

    private static Arguments deadlockOfTwoTransfers() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.AccountController           : account 730114 opened for customer 8801
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-2] [{trace}-{span}] c.b.accounts.AccountController           : account 730115 opened for customer 8802
                """).work(10).pause(ofSeconds(1)).log("""
                postgres! {clock} UTC [71] ERROR:  deadlock detected
                | {clock} UTC [71] DETAIL:  Process 71 waits for ShareLock on transaction 761; blocked by process 74.
                | 	Process 74 waits for ShareLock on transaction 760; blocked by process 71.
                | 	Process 71: update account set balance=$1 where id=$2
                | 	Process 74: update account set balance=$1 where id=$2
                | {clock} UTC [71] HINT:  See server log for query details.
                | {clock} UTC [71] CONTEXT:  while updating tuple (0,14) in relation "account"
                | {clock} UTC [71] STATEMENT:  update account set balance=$1 where id=$2
                accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-4] [{trace}-{span}] o.h.engine.jdbc.spi.SqlExceptionHelper   : SQL Error: 0, SQLState: 40P01
                accounts: {iso} ERROR 1 --- [accounts] [nio-8080-exec-4] [{trace}-{span}] o.h.engine.jdbc.spi.SqlExceptionHelper   : ERROR: deadlock detected
                accounts: {iso}  WARN 1 --- [accounts] [nio-8080-exec-4] [{trace}-{span}] .m.m.a.ExceptionHandlerExceptionResolver : Resolved [org.springframework.dao.CannotAcquireLockException: could not execute statement]
                """).work(200);
        return failure(
                "two transfers that wait for each other",
                "deadlock detected",
                bank.fails("ConcurrentTransfersIT > bothWays()", status(201, 409)));
    }

    private static Arguments statementWithoutAnIndex() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-6] [{trace}-{span}] c.b.accounts.SearchController            : GET /transfers?reference=rent
                """).work(120).pause(ofSeconds(6)).log("""
                postgres! {clock} UTC [77] LOG:  duration: 8123.441 ms  execute <unnamed>: select t1_0.id,t1_0.amount from transfer t1_0 where lower(t1_0.reference) like $1
                | {clock} UTC [77] DETAIL:  Parameters: $1 = '%rent%'
                """).work(80);
        return failure(
                "a statement that takes eight seconds",
                "duration: 8123.441 ms",
                bank.fails("SearchIT > finds()", new HttpTimeoutException("request timed out")));
    }

    private static Arguments outboxThatAnotherHolds() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.TransferController          : POST /accounts/730114/transfers reference=rent-13 amount=640.00
                """).again(10, ofSeconds(1), 12, """
                accounts: {iso} DEBUG 1 --- [accounts] [   scheduling-1] n.j.s.provider.jdbctemplate.Lock         : outbox-publisher is held by accounts-7f9c until 2026-11-21T12:10:00Z, not publishing
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-2] [{trace}-{span}] c.b.accounts.TransferController          : GET /transfers/rent-13 state=REQUESTED
                """);
        return failure(
                "an outbox that another instance holds",
                "outbox-publisher is held by",
                bank.fails("RentIT > paysTheRent()", awaited("rent-13", "BOOKED", "REQUESTED")));
    }

    private static Arguments jobThatIsNotScheduled() {
        WrittenSystem bank = WrittenSystem.bank().log("""
                transfers: {"@timestamp":"{iso}","@version":"1","message":"interest.cron is '-', interest is not scheduled","logger_name":"com.bank.transfers.Interest","thread_name":"main","level":"INFO","level_value":20000}
                """);
        bank.starts().work(200).testBegins().log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.AccountController           : account 730114 opened for customer 8801 with 1000.00
                """).again(10, ofSeconds(1), 15, """
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-2] [{trace}-{span}] c.b.accounts.AccountController           : GET /accounts/730114 balance=1000.00
                """);
        return failure(
                "a job that is not scheduled, said once at the start",
                "interest is not scheduled",
                bank.fails("InterestIT > paysInterest()", awaited("balance", "1002.50", "1000.00")));
    }

    private static Arguments keyThatWasUsedBefore() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.b.accounts.TransferController          : POST /accounts/730114/transfers reference=rent-14 amount=640.00
                accounts: {iso}  INFO 1 --- [accounts] [nio-8080-exec-1] [{trace}-{span}] c.bank.accounts.Idempotency              : key 2026-11 was used by transfer 4411, answering with what it got
                """).work(150);
        return failure(
                "a key that another transfer has used",
                "key 2026-11 was used by transfer 4411",
                bank.fails("RentIT > paysTheRentTwice()", expected(2, 1)));
    }

    private static Arguments bodyThatWasCut() {
        WrittenSystem bank = WrittenSystem.bank().tested();
        bank.log("""
                fraud! ERROR:    Exception in ASGI application
                | Traceback (most recent call last):
                |   File "/usr/local/lib/python3.12/site-packages/uvicorn/protocols/http/h11_impl.py", line 403, in run_asgi
                |     result = await app(self.scope, self.receive, self.send)
                |   File "/usr/local/lib/python3.12/site-packages/starlette/applications.py", line 113, in __call__
                |     await self.middleware_stack(scope, receive, send)
                |   File "/app/fraud/api.py", line 52, in score_batch
                |     batch = json.loads(await request.body())
                |   File "/usr/local/lib/python3.12/json/decoder.py", line 354, in raw_decode
                |     obj, end = self.scan_once(s, idx)
                | json.decoder.JSONDecodeError: Unterminated string starting at: line 1 column 8180 (char 8179)
                fraud: INFO:     172.19.0.5:41{ddd} - "POST /score/batch HTTP/1.1" 500 Internal Server Error
                transfers: {"@timestamp":"{iso}","@version":"1","message":"batch {id} is not scored, taking it as suspicious","logger_name":"com.bank.transfers.Fraud","thread_name":"org.springframework.kafka.KafkaListenerEndpointContainer#0-0-C-1","level":"WARN","level_value":30000,"traceId":"{trace}","spanId":"{span}"}
                """).work(150);
        return failure(
                "a body that was cut",
                "Unterminated string",
                bank.fails("BatchIT > booksFourHundred()", awaited("batch", "BOOKED", "SUSPICIOUS")));
    }

    // Tickets

    private static Arguments nameThatIsNotResolved() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                booking: {"@t":"{iso}","@mt":"Booking {BookingId} confirmed for event {EventId}","BookingId":"B-771","EventId":"E-90","SourceContext":"Tickets.Booking.BookingService"}
                notify: {"level":30,"time":{millis},"pid":1,"hostname":"8c01","booking":"B-771","template":"welcome-de","msg":"rendered"}
                """).again(5, ofSeconds(2), 15, """
                notify: {"level":30,"time":{millis},"pid":1,"hostname":"8c01","booking":"B-771","reason":"getaddrinfo EAI_AGAIN smtp.tickets.internal","msg":"mail is put back into the queue"}
                """);
        return failure(
                "a name that is not resolved",
                "EAI_AGAIN smtp.tickets.internal",
                tickets.fails("MailIT > mailsInGerman()", new TimeoutException("no mail to ann@acme.com within 10 s")));
    }

    private static Arguments cacheThatIsStale() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                booking: {"@t":"{iso}","@mt":"Price of {EventId} set to {Price}","EventId":"E-90071","Price":49.00,"SourceContext":"Tickets.Booking.PriceService"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "PUT /events/E-90071/price HTTP/1.1" 204 0 "-" "okhttp/4.12.0" rt=0.021
                booking: {"@t":"{iso}","@mt":"cache {Outcome} {CacheKey} age {Age}s","@l":"Debug","Outcome":"hit","CacheKey":"event:E-90071","Age":58,"SourceContext":"Tickets.Booking.EventCache"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /events/E-90071 HTTP/1.1" 200 311 "-" "okhttp/4.12.0" rt=0.004
                """).work(150);
        return failure(
                "a cache that has the old price",
                "hit",
                tickets.fails(
                        "PriceIT > showsTheNewPrice()",
                        new AssertionError("[price of E-90071] \nexpected: 49.00\n but was: 45.00")));
    }

    private static Arguments flagThatIsOff() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                seats! {"level":"debug","ts":{millis}.1,"caller":"seats/flags.go:33","msg":"flag evaluated","flag":"group-hold","tenant":"acme","value":false,"reason":"TARGETING_MATCH"}
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/hold.go:44","msg":"held","event":"E-9","seat":"12C","ttl":"10m"}
                """).work(150);
        return failure(
                "a flag that is off",
                "group-hold",
                tickets.fails(
                        "GroupIT > holdsNeighbours()",
                        new AssertionError("\nExpected size: 4 but was: 1 in:\n[\"12C\"]")));
    }

    private static Arguments tokenForSomebodyElse() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                booking: {"@t":"{iso}","@mt":"Failed to validate the token.","@x":"Microsoft.IdentityModel.Tokens.SecurityTokenInvalidAudienceException: IDX10214: Audience validation failed. Audiences: 'tickets-web'. Did not match: validationParameters.ValidAudience: 'tickets-api' or validationParameters.ValidAudiences: 'null'.\\n   at Microsoft.IdentityModel.Tokens.Validators.ValidateAudience(IEnumerable`1 audiences, SecurityToken securityToken, TokenValidationParameters validationParameters)\\n   at Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler.ValidateTokenAsync(String token)","SourceContext":"Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler"}
                booking: {"@t":"{iso}","@mt":"{AuthenticationScheme} was not authenticated. Failure message: {FailureMessage}","AuthenticationScheme":"Bearer","FailureMessage":"IDX10214: Audience validation failed.","SourceContext":"Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler"}
                booking: {"@t":"{iso}","@mt":"HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms","RequestMethod":"DELETE","RequestPath":"/bookings/B-17","StatusCode":401,"Elapsed":3.114,"SourceContext":"Serilog.AspNetCore.RequestLoggingMiddleware"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "DELETE /bookings/B-17 HTTP/1.1" 401 0 "-" "okhttp/4.12.0" rt=0.005
                """).work(150);
        return failure(
                "a token for somebody else", "IDX10214", tickets.fails("CancelIT > cancels()", status(204, 401)));
    }

    private static Arguments originThatIsNotAllowed() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET / HTTP/1.1" 200 5121 "-" "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0" rt=0.001
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /main.4f1c.js HTTP/1.1" 200 481211 "http://localhost:5173/" "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0" rt=0.011
                booking: {"@t":"{iso}","@mt":"CORS policy execution failed.","SourceContext":"Microsoft.AspNetCore.Cors.Infrastructure.CorsService"}
                booking: {"@t":"{iso}","@mt":"Request origin {origin} does not have permission to access the resource.","origin":"http://localhost:5173","SourceContext":"Microsoft.AspNetCore.Cors.Infrastructure.CorsService"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "OPTIONS /bookings HTTP/1.1" 204 0 "http://localhost:5173/" "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0" rt=0.002
                """).pause(ofSeconds(5)).work(200);
        return failure(
                "an origin that is not allowed",
                "does not have permission",
                tickets.fails(
                        "BrowserIT > books()",
                        new TimeoutException(
                                "Timeout 30000ms exceeded.\nCall log:\n- waiting for locator(\"text=Thank you\") to be visible")));
    }

    private static Arguments memoryOfRedis() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.again(6, ofMillis(200), 8, """
                seats! {"level":"error","ts":{millis}.1,"caller":"seats/hold.go:52","msg":"not held","event":"E-{id}","error":"OOM command not allowed when used memory > 'maxmemory'.","stacktrace":"tickets/seats.(*Holder).Hold\\n\\t/src/seats/hold.go:52\\ntickets/seats.(*API).post\\n\\t/src/seats/api.go:31"}
                booking: {"@t":"{iso}","@mt":"Seats of {EventId} could not be held","@l":"Error","@x":"System.Net.Http.HttpRequestException: Response status code does not indicate success: 503 (Service Unavailable).\\n   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()\\n   at Tickets.Booking.SeatsClient.HoldAsync(String eventId) in /src/Booking/SeatsClient.cs:line 41","EventId":"E-{id}","SourceContext":"Tickets.Booking.SeatsClient"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "POST /bookings HTTP/1.1" 502 0 "-" "okhttp/4.12.0" rt=0.015
                """).work(100);
        return failure(
                "a Redis that is full",
                "OOM command not allowed",
                tickets.fails("RushIT > sellsOut()", status(201, 502)));
    }

    private static Arguments addressInUse() {
        WrittenSystem tickets = WrittenSystem.tickets().starts().work(60);
        tickets.status("admin", it -> it.startedAt(tickets.now()))
                .log("""
                admin: {"@t":"{iso}","@mt":"User profile is available. Using '{FullName}' as key repository","FullName":"/root/.aspnet/DataProtection-Keys","SourceContext":"Microsoft.AspNetCore.DataProtection.XmlKeyManager"}
                admin: {"@t":"{iso}","@mt":"Overriding address(es) '{addresses}'. Binding to endpoints defined via IConfiguration and/or UseKestrel() instead.","@l":"Warning","addresses":"http://*:8080","SourceContext":"Microsoft.AspNetCore.Server.Kestrel"}
                admin: {"@t":"{iso}","@mt":"Hosting failed to start","@l":"Error","@x":"System.IO.IOException: Failed to bind to address http://0.0.0.0:9090: address already in use.\\n ---> Microsoft.AspNetCore.Connections.AddressInUseException: Address already in use\\n ---> System.Net.Sockets.SocketException (98): Address already in use\\n   at System.Net.Sockets.Socket.UpdateStatusAfterSocketErrorAndThrowException(SocketError error, Boolean disconnectOnFailure, String callerName)\\n   --- End of inner exception stack trace ---\\n   at Microsoft.AspNetCore.Server.Kestrel.Core.Internal.AddressBinder.BindEndpointAsync(ListenOptions endpoint, AddressBindContext context)","SourceContext":"Microsoft.Extensions.Hosting.Internal.Host"}
                admin! Unhandled exception. System.IO.IOException: Failed to bind to address http://0.0.0.0:9090: address already in use.
                |  ---> Microsoft.AspNetCore.Connections.AddressInUseException: Address already in use
                |    at Microsoft.AspNetCore.Server.Kestrel.Core.Internal.AddressBinder.BindAsync(IEnumerable`1 listenOptions, AddressBindContext context)
                |    at Program.<Main>$(String[] args) in /src/Admin/Program.cs:line 44
                """)
                .exits("admin", 134)
                .work(40);
        return failure(
                "an address that is in use",
                "Failed to bind to address http://0.0.0.0:9090",
                tickets.fails("AdminIT", notStarted("admin:1")));
    }

    private static Arguments versionOfASeat() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/hold.go:44","msg":"held","event":"E-9","seat":"12C","ttl":"10m"}
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/move.go:38","msg":"moving","event":"E-9","from":"12C","to":"14C"}
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/move.go:51","msg":"row has changed meanwhile, expected version 4 and found 5","event":"E-9","seat":"14C"}
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/http.go:18","msg":"POST /events/E-9/moves","status":409,"took":"3ms"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "POST /events/E-9/moves HTTP/1.1" 409 41 "-" "okhttp/4.12.0" rt=0.005
                """).work(150);
        return failure(
                "a seat that somebody changed meanwhile",
                "expected version 4 and found 5",
                tickets.fails("MoveIT > moves()", status(200, 409)));
    }

    private static Arguments crashBetweenTwoRequests() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/hold.go:44","msg":"held","event":"E-9","seat":"12C","ttl":"10m"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "POST /holds HTTP/1.1" 201 41 "-" "okhttp/4.12.0" rt=0.005
                """).work(20).log("""
                seats! fatal error: concurrent map iteration and map write
                |\s
                | goroutine 88 [running]:
                | tickets/seats.(*Holder).sweep(0xc000132000)
                | 	/src/seats/sweep.go:24 +0x9c
                | created by tickets/seats.New in goroutine 1
                | 	/src/seats/seats.go:19 +0x1a5
                |\s
                | goroutine 1 [IO wait, 2 minutes]:
                | internal/poll.runtime_pollWait(0x7f2a, 0x72)
                | 	/usr/local/go/src/runtime/netpoll.go:351 +0x85
                | net/http.(*Server).Serve(0xc0001a6000, {0x9f1d20, 0xc0001c20e0})
                | 	/usr/local/go/src/net/http/server.go:3330 +0x30c
                | main.main()
                | 	/src/main.go:33 +0x2aa
                """).exits("seats", 2).pause(ofMillis(300));
        tickets.status("seats", it -> it.startedAt(tickets.now()))
                .happens("seats", LifecycleEvent.LifecycleKind.RESTARTED, "restarted")
                .log("""
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/main.go:61","msg":"serving","addr":":9000","version":"2.3.1"}
                """)
                .work(60)
                .log("""
                seats! {"level":"info","ts":{millis}.1,"caller":"seats/http.go:18","msg":"GET /holds/12C","status":404,"took":"0ms"}
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /holds/12C HTTP/1.1" 404 0 "-" "okhttp/4.12.0" rt=0.005
                """)
                .work(60);
        return failure(
                "a crash between two requests",
                "concurrent map iteration and map write",
                tickets.fails("HoldIT > keeps()", status(200, 404)));
    }

    private static Arguments messageWithoutAQueue() {
        WrittenSystem tickets = WrittenSystem.tickets().tested();
        tickets.log("""
                booking: {"@t":"{iso}","@mt":"Booking {BookingId} refunded","BookingId":"B-771","SourceContext":"Tickets.Booking.RefundService"}
                booking: {"@t":"{iso}","@mt":"Message returned by the broker: {ReplyCode} {ReplyText} (exchange {Exchange}, routing key {RoutingKey})","@l":"Debug","ReplyCode":312,"ReplyText":"NO_ROUTE","Exchange":"tickets","RoutingKey":"refunded.v2","SourceContext":"MassTransit.RabbitMqTransport"}
                """).again(10, ofSeconds(1), 12, """
                edge: 172.20.0.1 - - [21/Nov/2026:12:{mmss} +0000] "GET /mails?booking=B-771 HTTP/1.1" 200 2 "-" "okhttp/4.12.0" rt=0.003
                """);
        return failure(
                "a message without a queue",
                "NO_ROUTE",
                tickets.fails("RefundIT > mails()", awaited("mail", "1", "0")));
    }

    // Telemetry

    private static Arguments pointsOfTheFuture() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                broker! {epoch}: New client connected from 172.21.0.1:41122 as it-7 (p5, c1, k60).
                broker! {epoch}: Received PUBLISH from it-7 (d0, q1, r0, m1, 'devices/it-7/points', ... (211 bytes))
                ingest! {go} it-7: 14 of 14 points left out, 3600s ahead of this host's clock
                """).work(220);
        return failure(
                "points that are an hour ahead",
                "ahead of this host's clock",
                telemetry.fails("SeriesIT > shows()", new AssertionError("\nExpected size: 14 but was: 0 in:\n[]")));
    }

    private static Arguments readOnlyBroker() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                broker! {epoch}: Saving in-memory database to /mosquitto/data//mosquitto.db.
                broker! {epoch}: Error saving in-memory database, unable to open /mosquitto/data//mosquitto.db.new for writing.
                broker! {epoch}: Error: Read-only file system.
                """).work(100).exits("broker", 0).pause(ofMillis(600));
        telemetry
                .status("broker", it -> it.startedAt(telemetry.now()))
                .happens("broker", LifecycleEvent.LifecycleKind.RESTARTED, "restarted")
                .log("""
                broker! {epoch}: mosquitto version 2.0.20 starting
                broker! {epoch}: Config loaded from /mosquitto/config/mosquitto.conf.
                broker! {epoch}: mosquitto version 2.0.20 running
                ingest! {go} connection lost: EOF
                ingest! {go} subscribed to devices/+/points
                """)
                .work(100);
        return failure(
                "a broker that cannot save what is retained",
                "Read-only file system",
                telemetry.fails("RetainIT > survivesARestart()", awaited("retained", "on", "null")));
    }

    private static Arguments twoClientsOfOneName() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.again(12, ofMillis(800), 10, """
                broker! {epoch}: New connection from 172.21.0.1:4{ddd} on port 1883.
                broker! {epoch}: Client ingest already connected, closing old connection.
                broker! {epoch}: New client connected from 172.21.0.{d}:4{ddd} as ingest (p2, c1, k30).
                ingest! {go} connection lost: EOF
                ingest! {go} subscribed to devices/+/points
                """);
        return failure(
                "two clients of one name",
                "already connected, closing old connection",
                telemetry.fails("SeriesIT > shows()", awaited("points", "100", "61")));
    }

    private static Arguments certificateForAnotherHost() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                dashboard: {comma} INFO  [com.iot.dash.ExportResource] (executor-thread-4) export of 12 devices to https://lake:8443/upload
                dashboard: {comma} ERROR [com.iot.dash.Errors] (executor-thread-4) HTTP Request to /exports failed, error id: 2f1c: jakarta.ws.rs.ProcessingException: RESTEASY004655: Unable to invoke request: javax.net.ssl.SSLHandshakeException: (certificate_unknown) No subject alternative DNS name matching lake found.
                | 	at org.jboss.resteasy.client.jaxrs.engines.ManualClosingApacheHttpClient43Engine.invoke(ManualClosingApacheHttpClient43Engine.java:356)
                | 	at com.iot.dash.Lake.upload(Lake.java:44)
                | Caused by: javax.net.ssl.SSLHandshakeException: (certificate_unknown) No subject alternative DNS name matching lake found.
                | 	at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)
                | 	... 61 more
                | Caused by: java.security.cert.CertificateException: No subject alternative DNS name matching lake found.
                | 	at java.base/sun.security.util.HostnameChecker.matchDNS(HostnameChecker.java:212)
                | 	... 76 more
                """).work(200);
        return failure(
                "a certificate for another host",
                "No subject alternative DNS name matching lake",
                telemetry.fails("ExportIT > exports()", status(202, 500)));
    }

    private static Arguments migratorThatFoundNothing() {
        WrittenSystem telemetry = WrittenSystem.telemetry();
        telemetry
                .status("migrator", it -> it.startedAt(telemetry.now()))
                .log("""
                migrator: Applying migrations from /migrations
                migrator: no migration files found
                """)
                .exits("migrator", 0)
                .starts()
                .work(60)
                .testBegins();
        telemetry.again(4, ofMillis(50), 20, """
                dashboard: {comma} INFO  [com.iot.dash.StatusResource] (executor-thread-2) status of dev-7
                timescale! {clock} UTC [{dd}]: user=iot,db=iot,app=dashboard,client=172.21.0.6 ERROR:  relation "device_status" does not exist at character 15
                | {clock} UTC [{dd}]: user=iot,db=iot,app=dashboard,client=172.21.0.6 STATEMENT:  select * from device_status where device=$1
                dashboard: {comma} ERROR [com.iot.dash.Errors] (executor-thread-2) HTTP Request to /devices/dev-7/status failed, error id: 2f1c: org.postgresql.util.PSQLException: ERROR: relation "device_status" does not exist
                | 	at org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)
                | 	at com.iot.dash.Status.of(Status.java:28)
                """);
        telemetry.work(80);
        return failure(
                "a migrator that found nothing",
                "no migration files found",
                telemetry.fails("StatusIT > shows()", status(200, 500)));
    }

    private static Arguments killedCollector() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry
                .status("collector", it -> it.startedAt(telemetry.now()))
                .log("""
                collector! {iso}	info	service@v0.113.0/service.go:166	Setting up own telemetry...
                collector! {iso}	info	service@v0.113.0/service.go:289	Everything is ready. Begin running and processing data.
                """)
                .work(100)
                .status("collector", ContainerStatus::killedForMemory)
                .exits("collector", 137);
        telemetry.again(20, ofMillis(400), 6, """
                dashboard: {comma} WARN  [io.quarkus.opentelemetry.runtime.exporter.otlp.sender.VertxGrpcSender] (vert.x-eventloop-thread-1) Failed to export TraceRequestMarshalers. The request could not be executed. Full error message: Connection refused: collector/172.21.0.9:4317
                """);
        return failure(
                "a collector that was killed for its memory",
                "out of memory",
                telemetry.fails("TraceIT > exports()", awaited("spans", "3", "0")));
    }

    private static Arguments deadThreadOfRules() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.log("""
                rules! Exception in thread evaluator:
                | Traceback (most recent call last):
                |   File "/usr/local/lib/python3.12/threading.py", line 1075, in _bootstrap_inner
                |     self.run()
                |   File "/app/rules/engine.py", line 71, in run
                |     self.evaluate(window)
                |   File "/app/rules/engine.py", line 94, in evaluate
                |     limit = convert(rule.limit, window.unit)
                |   File "/app/rules/units.py", line 12, in convert
                |     return TABLE[unit](value)
                |            ~~~~~^^^^^^
                | KeyError: 'degF'
                """).pause(ofSeconds(1)).work(250);
        return failure(
                "a thread that has died",
                "KeyError: 'degF'",
                telemetry.fails("AlarmIT > fahrenheit()", awaited("alarm", "RAISED", "NONE")));
    }

    private static Arguments queueThatIsFull() {
        WrittenSystem telemetry = WrittenSystem.telemetry().tested();
        telemetry.again(40, ofMillis(100), 5, """
                ingest! {go} write queue holds 10000 of 10000 batches, {dd} batches of it-7 thrown away
                """);
        return failure(
                "a queue that is full",
                "write queue holds 10000 of 10000",
                telemetry.fails("BulkIT > loadsAMillion()", expected(1_000_000, 871_204)));
    }

    // Freight

    private static Arguments deadlineOfACallTwoServicesAway() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                router: {"time":"{iso}","level":"INFO","msg":"shipment accepted","shipment":"S-4411","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                planner: {iso} DEBUG planner::graph: write lock taken for reload, 3 solvers wait
                """);
        freight.again(3, ofSeconds(2), 20, """
                router: {"time":"{iso}","level":"WARN","msg":"retrying","method":"/planner.v1.Planner/Solve","attempt":2,"err":"rpc error: code = DeadlineExceeded desc = context deadline exceeded","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                """);
        freight.log("""
                router: {"time":"{iso}","level":"ERROR","msg":"shipment not planned","shipment":"S-4411","err":"solve: rpc error: code = DeadlineExceeded desc = context deadline exceeded","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":504,"response_flags":"-","duration":6012,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
                """).work(60);
        return failure(
                "a deadline, and who held the lock",
                "write lock taken for reload",
                freight.fails("ShipIT > plans()", status(202, 504), TRACE));
    }

    private static Arguments methodOfAnotherVersion() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                customs: {comma} [grpc-default-executor-2] INFO  com.freight.customs.Declarations - S-4411 has 2 dangerous goods
                customs: {comma} [grpc-default-executor-2] ERROR io.grpc.internal.SerializingExecutor - Exception while executing runnable io.grpc.internal.ServerImpl$JumpToApplicationThreadServerStreamListener$1HalfClosed@4f1c2a
                | java.lang.NoSuchMethodError: 'com.google.common.collect.ImmutableMap com.google.common.collect.ImmutableMap$Builder.buildOrThrow()'
                | 	at com.freight.goods.Classes.load(Classes.java:31)
                | 	at com.freight.customs.Declarations.declare(Declarations.java:66)
                | 	at io.grpc.stub.ServerCalls$UnaryServerCallHandler$UnaryServerCallListener.onHalfClose(ServerCalls.java:182)
                router: {"time":"{iso}","level":"ERROR","msg":"shipment not declared","shipment":"S-4411","err":"declare: rpc error: code = Unknown desc = Application error processing RPC","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":500,"response_flags":"-","duration":41,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
                """).work(200);
        return failure(
                "a method of another version",
                "NoSuchMethodError",
                freight.fails("GoodsIT > declaresDangerousGoods()", status(202, 500), TRACE));
    }

    private static Arguments compensatedSaga() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                router: {"time":"{iso}","level":"INFO","msg":"saga started","saga":"ship-4411","steps":4}
                router: {"time":"{iso}","level":"INFO","msg":"step done","saga":"ship-4411","step":"plan"}
                router: {"time":"{iso}","level":"INFO","msg":"step done","saga":"ship-4411","step":"declare"}
                router: {"time":"{iso}","level":"INFO","msg":"step answered","saga":"ship-4411","step":"book-slot","answer":"REJECTED: berth 7 is taken until 18:00"}
                router: {"time":"{iso}","level":"WARN","msg":"compensating","saga":"ship-4411","step":"declare"}
                customs: {comma} [grpc-default-executor-1] WARN  com.freight.customs.Declarations - S-4411 withdrawn
                router: {"time":"{iso}","level":"WARN","msg":"compensating","saga":"ship-4411","step":"plan"}
                planner: {iso}  WARN planner::slots: slot given back shipment=S-4411
                router: {"time":"{iso}","level":"INFO","msg":"saga ended","saga":"ship-4411","state":"CANCELLED"}
                """).work(200);
        return failure(
                "a saga, and why it was undone",
                "berth 7 is taken",
                freight.fails("SagaIT > ships()", awaited("shipment S-4411", "SHIPPED", "CANCELLED")));
    }

    private static Arguments signatureOfTheStore() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                customs: {comma} [documents-1] INFO  com.freight.customs.Documents - writing documents/S-4411.pdf
                minio! API: PutObject(bucket=documents, object=S-4411.pdf)
                | Time: 12:00:41 UTC 11/21/2026
                | DeploymentID: 0f2b
                | RequestID: 17F1
                | RemoteHost: 172.22.0.7
                | Error: The request signature we calculated does not match the signature you provided. Check your key and signing method. (*errors.errorString)
                |        2: internal/logger/logonce.go:118:logger.(*logOnceType).logOnceIf()
                |        1: cmd/auth-handler.go:701:cmd.isPutActionAllowed()
                customs: {comma} [documents-1] WARN  com.freight.customs.Documents - S-4411.pdf is written later
                """).work(200);
        return failure(
                "a signature that the store does not accept",
                "does not match the signature",
                freight.fails("DocumentIT > stores()", awaited("document", "STORED", "PENDING")));
    }

    private static Arguments shipInANote() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                customs: {comma} [grpc-default-executor-2] WARN  org.hibernate.engine.jdbc.spi.SqlExceptionHelper - SQL Error: 1366, SQLState: HY000
                customs: {comma} [grpc-default-executor-2] ERROR org.hibernate.engine.jdbc.spi.SqlExceptionHelper - (conn=31) Incorrect string value: '\\xF0\\x9F\\x9A\\xA2 a...' for column `customs`.`declaration`.`note` at row 1
                router: {"time":"{iso}","level":"ERROR","msg":"shipment not declared","shipment":"S-4411","err":"declare: rpc error: code = Internal desc = could not execute statement"}
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":500,"response_flags":"-","duration":41,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":null}
                """).work(200);
        return failure(
                "a character that the column cannot hold",
                "Incorrect string value",
                freight.fails("NoteIT > keepsAShip()", status(202, 500)));
    }

    private static Arguments lockOfAnImport() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.log("""
                customs: {comma} [import-1] INFO  com.freight.customs.TariffImport - importing tariffs of 2026-12, table tariff is locked until it is done
                """).work(120).pause(ofSeconds(8)).log("""
                customs: {comma} [grpc-default-executor-2] WARN  org.hibernate.engine.jdbc.spi.SqlExceptionHelper - SQL Error: 1205, SQLState: 40001
                customs: {comma} [grpc-default-executor-2] ERROR org.hibernate.engine.jdbc.spi.SqlExceptionHelper - (conn=31) Lock wait timeout exceeded; try restarting transaction
                router: {"time":"{iso}","level":"ERROR","msg":"shipment not declared","shipment":"S-4411","err":"declare: rpc error: code = Internal desc = could not execute statement"}
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":500,"response_flags":"-","duration":8041,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":null}
                """).work(80);
        return failure(
                "an import that holds the lock",
                "table tariff is locked",
                freight.fails("ShipIT > declares()", status(202, 500)));
    }

    private static Arguments graphThatNobodyLoaded() {
        WrittenSystem freight = WrittenSystem.freight();
        freight.log("""
                planner: {iso}  INFO planner: /data/winter.pbf not there, no winter roads
                """).starts().work(120).testBegins().log("""
                envoy: {"start_time":"{iso}","method":"POST","path":"/shipments","protocol":"HTTP/2","response_code":202,"response_flags":"-","duration":22,"upstream_host":"172.22.0.5:8443","upstream_cluster":"router","traceparent":null}
                planner: {iso}  INFO planner::solve: route found shipment=S-4411 legs=7 cost=990.10 elapsed=22ms
                """).work(150);
        return failure(
                "a file that was not there at the start",
                "no winter roads",
                freight.fails("WinterIT > takesTheIceRoad()", expected("[OULU, HAILUOTO]", "[OULU, FERRY, HAILUOTO]")));
    }

    private static Arguments oneOfTwoErrors() {
        WrittenSystem freight = WrittenSystem.freight().tested();
        freight.work(60).log("""
                customs: {comma} [grpc-default-executor-2] WARN  com.freight.customs.Duties - S-4411: no duty for 8471.30.00 of NO, taking 0
                """).work(60).log("""
                customs: {comma} [grpc-default-executor-1] ERROR com.freight.customs.Sanctions - list of 2026-11-21 not signed, using 2026-11-20
                | java.security.SignatureException: Signature length not correct: got 0 but was expecting 256
                | 	at java.base/sun.security.rsa.RSASignature.engineVerify(RSASignature.java:215)
                | 	at com.freight.customs.Sanctions.verify(Sanctions.java:88)
                """).work(60);
        return failure(
                "a new warning among old errors",
                "no duty for 8471.30.00",
                freight.fails("DutyIT > ofNorway()", expected("12.50", "0.00")));
    }
}
