/** Stack traces with the frames of libraries folded. */
import { html } from 'lit-html';
import { plural } from 'format';

const LIBRARIES = /^(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|kotlinx|scala|akka|groovy|clojure|org\.springframework|org\.hibernate|org\.apache|org\.eclipse|org\.jboss|org\.postgresql|org\.h2|org\.mariadb|com\.mysql|com\.zaxxer|com\.fasterxml|com\.google|io\.netty|io\.grpc|io\.micronaut|io\.quarkus|io\.vertx|io\.micrometer|io\.opentelemetry|reactor|okhttp3|org\.junit|org\.testcontainers|org\.assertj|net\.bytebuddy|ch\.qos\.logback|org\.slf4j|System|Microsoft)\./;
const LIBRARY_FILES = /site-packages|dist-packages|lib\/python|node_modules|node:internal|\(internal\/|\/usr\/local\/go\/src|\/pkg\/mod\/|\/gems\/|\/rustc\//;

/** @param {string} line @returns {boolean} whether it is a frame */
export const isFrame = line => /^\s*at\s+\S/.test(line) || /^\s+File ".*", line \d+/.test(line) || /^\s+\S.*:\d+( \+0x[\da-f]+)?$/.test(line);

/** @param {string} line @returns {boolean} whether it is a frame of a library */
export function isLibrary(line) {
    const java = /^\s*at\s+(?:[^/\s]+\/)*([\w.$]+)/.exec(line);
    return (java !== null && LIBRARIES.test(java[1])) || LIBRARY_FILES.test(line);
}

/** The lines in groups. @param {string} stack @returns {{folded: boolean, lines: string[]}[]} */
export function groups(stack) {
    const out = [];
    for (const line of stack.split('\n')) {
        const folded = isFrame(line) && isLibrary(line);
        const last = out[out.length - 1];
        if (last && last.folded === folded) last.lines.push(line); else out.push({ folded, lines: [line] });
    }
    return out;
}

/** @param {string} stack */
export function stackTrace(stack) {
    return html`<div class="stack">${groups(stack).map(group => group.folded && group.lines.length > 1
        ? html`<details><summary>… ${plural(group.lines.length, 'library frame')}</summary><pre>${group.lines.join('\n')}</pre></details>`
        : html`<pre>${group.lines.join('\n')}</pre>`)}</div>`;
}
