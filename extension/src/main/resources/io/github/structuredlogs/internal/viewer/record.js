/** A record: as a row, and opened. */
import { html, nothing } from 'lit-html';
import { LEVEL_NAMES, LEVEL_CLASSES, badges, color, ends, foreign, shortened, shortLogger, testName } from 'format';
import { stackTrace } from 'stack';
import { quote } from 'query';

/** A row's cells. @param {import('app').Page} page @param {import('file').LogRecord} record */
export function cells(page, record) {
    const name = page.index.containers[record.container]?.name ?? '';
    return html`
        <span role="gridcell" class="time">${record.time === null ? '–' : page.zone.time(record.time)}</span>
        <span role="gridcell" class="from ${color(record.container)}" title=${name}>${ends(name)}</span>
        <span role="gridcell" class="level ${LEVEL_CLASSES[record.level]}">${LEVEL_NAMES[record.level]}</span>
        <span role="gridcell" class="logger">${record.logger === null ? '' : foreign(shortLogger(record.logger))}</span>
        <span role="gridcell" class="text">${badges(page.marks(record.index))}${line(record)}</span>`;
}

/** The message, and the fields behind it. @param {import('file').LogRecord} record */
export function line(record) {
    const message = record.message ?? record.exception?.message ?? (record.fields.length === 0 ? record.raw : null);
    const thrown = record.exception?.type && !message?.includes(record.exception.type) ? record.exception.type : null;
    return html`${message === null || message === undefined ? nothing : foreign(shortened(message, 400))}${thrown === null ? nothing : html` <span class="E">${foreign(shortLogger(thrown))}</span>`}${fields(record, 12)}`;
}

/** The first fields of a record, as they stand behind its message. */
export function fields(record, most) {
    return record.fields.slice(0, most).map(([name, , value]) => html` <span class="key">${foreign(name)}=</span>${foreign(shortened(value, 60))}`);
}

/** The opened record. @param {import('app').Page} page @param {import('file').LogRecord} record */
export function details(page, record) {
    const container = page.index.containers[record.container] ?? null, test = page.index.tests[record.test] ?? null;
    const { exception } = record;
    const more = [
        ['time', record.time === null ? null : exactTime(page, record)],
        ['received', record.observed === null || !record.own ? null : page.zone.time(record.observed, 6)],
        ['level', record.levelText === null || record.levelText === LEVEL_NAMES[record.level] ? null : record.levelText],
        ['logger', record.logger], ['thread', record.thread],
        ['format', record.format], ['stream', record.stream?.toLowerCase() ?? null],
        ['place', record.line > 0 ? `${container?.file ?? container?.name ?? 'log'}, line ${record.line.toLocaleString('en-US')}` : null],
        ['test', test === null ? null : testName(test).name],
    ].filter(([, value]) => value !== null);
    return html`<div class="details mono" role="group" aria-label="Record ${record.index + 1}">
        ${record.message !== null ? html`<pre class="message"><bdi>${record.message}</bdi></pre>` : nothing}
        <div class="columns">
            <dl>${record.fields.map(([name, isText, value]) => entry(page, name, isText, value))}
                ${record.trace === null ? nothing : html`<dt>trace</dt><dd>${foreign(record.trace)}
                    <button class="link" @click=${() => page.openTrace(record.trace)}>show</button></dd>`}
                ${record.span === null ? nothing : html`<dt>span</dt><dd>${foreign(record.span)}</dd>`}
                ${more.map(([name, value]) => html`<dt class="of-record">${name}</dt><dd>${foreign(value)}</dd>`)}</dl>
            ${exception === null ? nothing : html`<div class="exception">
                ${exception.stackTrace !== null ? stackTrace(exception.stackTrace)
                    : html`<pre>${exception.type ?? ''}${exception.type && exception.message !== null ? ': ' : ''}${exception.message ?? ''}</pre>`}</div>`}
        </div>
        <div class="actions">
            ${record.trace === null ? nothing : html`<button @click=${() => page.narrow(`trace:${quote(record.trace)}`)}>Only this trace</button>`}
            <button @click=${() => page.context()} title="c">In context</button>
            ${record.message === null ? nothing : html`<button @click=${() => page.withoutMessage(record)}>Without this message</button>`}
            ${container === null ? nothing : html`<button @click=${() => page.onlyContainer(record.container)}>Only ${container.name}</button>`}
            <button @click=${() => page.copyJson(record)}>Copy JSON</button>
            <button class="primary" title="Java: this record must occur" @click=${() => page.copyAssertion(record)}>Copy as assertion</button>
            <button title="Java: no such record may occur" @click=${() => page.copyAssertion(record, false)}>Copy as “must not occur”</button>
            <button @click=${() => page.copyLink()}>Copy link</button>
        </div>
        ${page.assertionOf(record.index) === null ? nothing : html`<pre class="code" tabindex="0" aria-label="Assertion">${page.assertionOf(record.index)}</pre>`}
        ${record.raw === null ? nothing : html`<details class="raw"><summary>Raw line</summary><pre><bdi>${record.raw}</bdi></pre></details>`}
    </div>`;
}

function exactTime(page, record) {
    const nanos = record.nanos > 0 ? String(record.nanos).padStart(3, '0') : '';
    return `${page.zone.date(record.time)} ${page.zone.time(record.time, record.time % 1000 === 0 && nanos === '' ? 3 : 6)}${nanos} ${page.zone.id}${record.own ? '' : ', when it was received'}`;
}

function entry(page, name, isText, value) {
    const tree = isText ? null : structure(value);
    const simple = tree === null || tree.children === null;
    return html`<dt>${foreign(name)}</dt><dd>${isText ? foreign(value) : branch(tree)}
        ${simple ? html`<span class="narrow"><button class="link" aria-label="Only ${name}=${shortened(value, 40)}" title="Only this value"
            @click=${() => page.narrow(`${quote(name)}=${quote(value)}`)}>=</button><button class="link" aria-label="Without ${name}=${shortened(value, 40)}" title="Without this value"
            @click=${() => page.narrow(`not ${quote(name)}=${quote(value)}`)}>≠</button></span>` : nothing}</dd>`;
}

function branch(tree) {
    if (tree.children === null) return html`<span class=${tree.kind}>${foreign(tree.text)}</span>`;
    if (tree.children.length === 0) return html`<span>${tree.kind === 'list' ? '[ ]' : '{ }'}</span>`;
    return html`<ul class="tree">${tree.children.map(([name, child]) => html`<li><span class="key">${foreign(name)}</span> ${branch(child)}</li>`)}</ul>`;
}

/**
 * JSON as a tree whose numbers keep every digit that was written.
 * @param {string} json
 * @returns {{kind: string, text: string, children: Array<[string, any]>|null}}
 */
export function structure(json) {
    const sources = new Map();
    let value;
    try {
        value = JSON.parse(json, function (key, found, context) {
            if (typeof found === 'number' && context?.source !== undefined) {
                if (!sources.has(this)) sources.set(this, new Map());
                sources.get(this).set(key, context.source);
            }
            return found;
        });
    } catch {
        return { kind: 'text', text: json, children: null };
    }
    const of = (holder, key, found) => {
        if (found !== null && typeof found === 'object') {
            return { kind: Array.isArray(found) ? 'list' : 'object', text: '', children: Object.entries(found).map(([name, child]) => [name, of(found, name, child)]) };
        }
        const kind = found === null ? 'none' : typeof found;
        return { kind, text: kind === 'number' ? sources.get(holder)?.get(key) ?? (holder === null ? json : String(found)) : String(found), children: null };
    };
    return of(null, '', value);
}

/** The record in the normal form, as CapturedLogs.read takes it again. */
export function toJson(page, record) {
    const instant = (micros, nanos) => micros === null ? 'null' : JSON.stringify(new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)
        + ((micros % 1000 || nanos) ? String(Math.floor(micros % 1000)).padStart(3, '0') : '') + (nanos ? String(nanos).padStart(3, '0') : '') + 'Z');
    const text = value => JSON.stringify(value ?? null);
    const members = [
        ['timestamp', record.own ? instant(record.time, record.nanos) : 'null'], ['observed', instant(record.observed, 0)],
        ['level', text(LEVEL_NAMES[record.level] || null)], ['levelText', text(record.levelText)], ['logger', text(record.logger)],
        ['thread', text(record.thread)], ['message', text(record.message)],
        ['exception', record.exception === null ? 'null' : JSON.stringify(record.exception)],
        ['traceId', text(record.trace)], ['spanId', text(record.span)],
        ['fields', `{${record.fields.map(([name, isText, value]) => `${JSON.stringify(name)}:${isText ? JSON.stringify(value) : value}`).join(',')}}`],
        ['format', text(record.format)], ['raw', text(record.raw)],
        ['container', text(page.index.containers[record.container]?.name)], ['stream', text(record.stream)],
    ];
    return `{${members.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}
