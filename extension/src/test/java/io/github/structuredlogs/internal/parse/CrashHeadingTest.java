package io.github.structuredlogs.internal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crashing program prints has a level, so that whoever expects no error sees it. */
class CrashHeadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FATAL | thread 'main' (1234) panicked at src/main.rs:4:5:~no",
                "ERROR | http: panic serving 127.0.0.1:1234: no",
                "FATAL | ==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010",
                "FATAL | app: main.c:12: main: Assertion `x == 1' failed.",
                "FATAL | Assertion failed: x == 1 (main.c: main: 12)",
                "FATAL | Error: Unable to access jarfile app.jar",
                "FATAL | Error: A JNI error has occurred, please check your installation and try again",
                "FATAL | Error occurred during initialization of VM~Too small maximum heap",
                "FATAL | Stack overflow.~   at Program.F()",
                "FATAL | main.swift:3: Fatal error: no",
                "FATAL | thread 1 panic: reached unreachable code",
                "FATAL | core.exception.RangeError@x.d(3): Range violation",
                "FATAL | {\"init terminating in do_boot\",{undef,[{x,main,[],[]}]}}",
                "ERROR | Error: unhandled exception: no [ValueError]",
                "ERROR | Execution error (ArithmeticException) at user/eval1 (REPL:1).",
                "ERROR | /usr/bin/python: No module named app",
                "ERROR |   File \"x.py\", line 1~    x =~       ^~SyntaxError: invalid syntax",
                "ERROR | BEGIN failed--compilation aborted at x.pl line 1.",
                "ERROR | lua: x.lua:1: no~stack traceback:~\t[C]: in function 'error'",
                "ERROR | prog: no~CallStack (from HasCallStack):~  error, called at x.hs:1:8 in main:Main",
                "ERROR | Execution halted",
            })
    void isAnError(LogLevel level, String printed) {
        assertThat(LinesTest.read(printed.split("~")))
                .extracting(LogRecord::level)
                .contains(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thread pool panic: none so far",
                "loading File \"x.py\", line 1",
                "installed: No module named app is needed",
                "the assertion failed to convince",
                "CallStack (from HasCallStack) is not printed",
            })
    void isNoError(String printed) {
        assertThat(LinesTest.read(printed.split("~")))
                .extracting(LogRecord::level)
                .containsOnlyNulls();
    }
}
