/** Starts the page, and joins its parts: what changes the state, what is searched for it, what is drawn of it. */
import { html, render, nothing } from 'lit-html';
import { Store, fromHash } from 'state';
import { readIndex, Records } from 'file';
import { containersOf, isChoice, numbered, parse, quote, withContainers, QueryError } from 'query';
import { Zone, UNENDED } from 'time';
import { byClass, copy, plural } from 'format';
import { header, completions } from 'header';
import { sidebar } from 'sidebar';
import { Axis } from 'axis';
import { cause } from 'cause';
import { List } from 'list';
import { trace } from 'trace';
import { Metrics } from 'metrics';
import { comparison } from 'comparison';
import { overview } from 'overview';
import { help } from 'help';
import { assertion } from 'assertion';
import { changes, pattern } from 'template';
import { toJson } from 'record';
import { Live } from 'live';
import { download } from 'download';

const TABS = [['records', 'Records'], ['trace', 'Traces'], ['compare', 'Compared with green'], ['metrics', 'Metrics'], ['run', 'Run']];
const FEW_LANES = 6;
const region = id => document.getElementById(id);

export class Page {
    /** @param {import('file').Index} index */
    constructor(index) {
        this.index = index;
        this.records = new Records(index);
        this.store = new Store();
        this.zones = { run: new Zone(index.run.zone), utc: new Zone('UTC'), own: new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone) };
        this.known = { containers: index.containers.map(container => container.name), tests: index.tests.map(test => test.displayName) };
        /** Null: all records, none of which had to be looked at. @type {{matches: Uint32Array|null, counts: Map<number, Uint32Array>|null}} */
        this.results = { matches: null, counts: null };
        /** What is being searched. @type {Set<Promise<void>>} */
        this.pending = new Set();
        /** The last key's action, null when it is done. @type {Promise<void>|null} */
        this.acting = null;
        this.searched = '';
        /** How often a search has begun, and which of them the list shows. */
        this.searches = 0;
        this.shownSearch = 0;
        this.parsed = { op: 'all' };
        this.node = this.parsed;
        /** @type {Live|null} */
        this.live = null;
        this.errors = { key: '', promise: null };
        this.queryError = null;
        this.completion = { from: 0, options: [], chosen: -1 };
        this.unfolded = new Set();
        this.menu = false;
        this.assertions = new Map();
        this.traceList = null;
        this.traceListKey = '';
        this.traces = new Map();
        this.traceWord = '';
        this.message = '';
        /** The marks of the records, of each test that was shown: what is new in one may be old in the next. @type {Map<number, Map<number, string[]>>} */
        this.marked = new Map();
        this.list = new List(region('records'), this);
        this.axis = new Axis(region('axis'), this);
        this.metrics = new Metrics(region('metrics'), this);
        this.store.listen((state, before) => this.changed(state, before));
        addEventListener('keydown', event => this.key(event));
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw());
        region('help').addEventListener('close', () => this.focusList());
    }

    /** Opens what the address says, else the first failed test, else the run. */
    start() {
        const said = fromHash(location.hash);
        if (this.index.live) this.live = new Live(this);
        const failed = this.index.tests.findIndex(test => test.outcome === 'FAILED');
        if (said !== null) this.store.set(said, null);
        else if (failed >= 0) this.openTest(failed, 'replace');
        else if (!this.live) this.store.set({ tab: 'run' }, null);
        this.search();
        const finds = this.index.tests[this.store.state.test]?.finds ?? [];
        if (finds.length > 0) this.records.read(finds.map(find => find.record)).then(() => this.drawCause());
    }

    // ---- What is in sight.

    get zone() { return this.zones[this.store.state.zone]; }

    /** The part of the run that the time axis shows: all of it, or a range of it that would be too narrow to see. */
    get view() {
        if (this.axis?.held) return this.axis.held;
        if (this.live) return this.live.view;
        const { run, histogram } = this.index, { range } = this.store.state;
        const whole = { from: Math.min(run.start, histogram.start * 1000), to: Math.max(run.end, run.start + 1000) };
        if (range === null || (range[1] - range[0]) / (whole.to - whole.from) > 0.08) return whole;
        const pad = Math.max((range[1] - range[0]) * 1.2, 5000);
        return { from: Math.max(whole.from, range[0] - pad), to: Math.min(whole.to, Math.max(range[1] + pad, range[0] + 1000)) };
    }

    /** The containers that the time axis shows: those that are chosen; of many, and while time goes on, those that have something in it. */
    lanes() {
        const { containers, run } = this.index, { only } = this.store.state, { view } = this, counts = this.live ? this.counts() : null;
        if (!this.live && containers.length > FEW_LANES && (view.from > run.start || view.to < run.end)) {
            const isIn = ({ at }) => at >= view.from && at <= view.to, logged = this.results.counts;
            const found = containers.map((_, i) => i).filter(i => logged?.get(i)?.some(n => n > 0) || containers[i].events.some(isIn) || containers[i].samples.some(isIn));
            if (found.length > 0) return found;
        }
        return containers.map((_, i) => i).filter(i => (only.length === 0 || only.includes(containers[i].name))
            && (counts === null || /^(?:running|starting|paused)/.test(containers[i].state) || counts.get(i)?.some(n => n > 0) || containers[i].events.some(event => event.at >= view.from)));
    }

    counts() { return this.live ? this.live.counts(this.view, this.axis.parts) : this.results.counts; }
    size() { return this.results.matches === null ? this.records.size - this.records.first : this.results.matches.length; }
    recordAt(place) { return this.results.matches === null ? place + this.records.first : this.results.matches[place]; }

    /** The containers that a test or a service calls so: of several JVMs it may be several. @returns {number[]} */
    named(name) { return this.index.containers.flatMap((container, i) => container.own === name ? [i] : []); }

    /** The place of a record in the list, -1 if it is not in it. */
    placeOf(record) {
        const { matches } = this.results;
        if (record < 0) return -1;
        if (matches === null) return record < this.records.size && record >= this.records.first ? record - this.records.first : -1;
        let low = 0, high = matches.length - 1;
        while (low <= high) {
            const middle = (low + high) >> 1;
            if (matches[middle] === record) return middle;
            if (matches[middle] < record) low = middle + 1; else high = middle - 1;
        }
        return -1;
    }

    /** The first place at or behind a record's. */
    placeBehind(record) {
        const { matches } = this.results;
        if (matches === null) return Math.min(Math.max(record - this.records.first, 0), this.size());
        let low = 0, high = matches.length;
        while (low < high) { const middle = (low + high) >> 1; if (matches[middle] < record) low = middle + 1; else high = middle; }
        return low;
    }

    marks(record) {
        const { test: number } = this.store.state;
        if (!this.marked.has(number)) {
            const test = this.index.tests[number], changed = (test?.comparison?.messages ?? []).filter(message => message.change === 'NEW' && message.record >= 0);
            this.marked.set(number, new Map([...changed.map(message => [message.record, ['new']]), ...(test?.finds ?? []).map(find => [find.record, find.marks])]));
        }
        return this.marked.get(number).get(record) ?? [];
    }
    assertionOf(record) { return this.assertions.get(record) ?? null; }

    resultText() {
        if (this.queryError !== null) return '';
        if (this.pending.size > 0) return '…';
        const size = this.size();
        const all = this.records.size - this.records.first;
        return size === all ? plural(size, 'record') : `${size.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`;
    }

    emptyText() {
        if (this.queryError !== null) return '';
        if (this.pending.size > 0) return 'Searching …';
        if (this.records.size === this.records.first) return this.live ? 'Nothing was logged yet.' : 'No record was captured.';
        const { query, range } = this.store.state;
        if (range === null) return query !== '' ? 'No record meets the query.' : 'No record of the containers that are chosen.';
        return html`${query !== '' ? 'No record in this range meets the query.' : 'No record in this range.'} <button title="w" @click=${() => this.wholeRun()}>${query !== '' ? 'Look in the whole run' : 'Show the whole run'}</button>`;
    }

    // ---- What a reader does.

    openTest(number, history = 'push') {
        const test = this.index.tests[number];
        this.menu = false;
        this.store.set({ test: number, range: this.rangeOf(test), tab: this.store.state.tab === 'run' ? 'records' : this.store.state.tab, record: -1, open: false, back: null }, history);
        if (test.finds.length > 0) this.records.read(test.finds.map(find => find.record)).then(() => this.drawCause());
    }

    wholeRun() { this.store.set({ range: null, back: null }); this.live?.follow(); }
    /** Shows all containers, or only those that are chosen. */
    chooseContainer(name) {
        const { only } = this.store.state;
        this.store.set({ only: only.includes(name) ? only.filter(one => one !== name) : [...only, name] });
    }

    /** What another container logged at the time of the record that is selected. */
    async elsewhere(name) {
        const { record } = this.store.state, [selected] = await this.records.read([record]);
        if (!selected || selected.time === null) { this.say('Select a record first: j.'); return; }
        this.live?.follow(false);
        region('query').value = '';
        this.store.set({ only: [name], query: '', range: null });
        await this.settled();
        const { matches } = await this.records.search(this.node, [Number.MIN_SAFE_INTEGER, selected.time], null);
        if (this.size() === 0) { this.say(`${name} has logged nothing that is here.`); return; }
        const place = Math.max(0, Math.min(this.size() - 1, matches.length - 1));
        this.store.set({ record: this.recordAt(place), open: false }, 'replace');
        this.list.reveal(place, true);
    }

    selectRange(from, to) { this.store.set({ range: [from, to], back: null }); }

    /** Adds a condition to the query. */
    narrow(condition) {
        const { query } = this.store.state;
        // The same condition twice finds nothing more.
        const there = ` ${query} `, choice = isChoice(query);
        if (!choice && there.includes(` ${condition} `) && !there.includes(` not ${condition} `)) this.setQuery(query);
        else this.setQuery(query === '' ? condition : choice ? `(${query}) ${condition}` : `${query} ${condition}`);
    }

    /** The places of the containers that the query asks for. @returns {number[]} */
    get queried() { return containersOf(this.store.state.query, this.known.containers).chosen; }
    /** Asks for a container, beside those that the query asks for; if it is one of them, no more. */
    toggleContainer(i) { const { queried } = this; this.chooseQueried(queried.includes(i) ? queried.filter(one => one !== i) : [...queried, i].sort((a, b) => a - b)); }
    onlyContainer(i) { this.chooseQueried([i]); }
    chooseQueried(chosen) { this.setQuery(withContainers(this.store.state.query, chosen, this.known.containers)); }

    /** Leaves out the record's message, and with it those that differ from it in numbers and ids alone. */
    async withoutMessage({ message }) {
        if (!changes(message)) { this.narrow(`not message=${quote(message)}`); return; }
        const found = async value => (await this.records.search({ op: 'regex', value, flags: '' }, null, null)).matches.length;
        const narrow = `^${pattern(message, true)}$`, wide = `^${pattern(message, false)}$`;
        this.narrow(`not /${(await found(narrow) < await found(wide) ? wide : narrow).replaceAll('/', '\\/')}/`);
    }

    setQuery(query) {
        region('query').value = query;
        this.store.set({ query, tab: 'records', back: null });
    }

    async openRecord(index) {
        this.live?.follow(false);
        if (this.placeOf(index) < 0) this.store.set({ range: null, query: '', back: null, record: index, open: true, tab: 'records' });
        else this.store.set({ record: index, open: true, tab: 'records' });
        await this.settled();
        this.list.reveal(this.placeOf(index), true);
        this.focusList();
    }

    toggle(index) {
        const { record, open } = this.store.state;
        // What is marked in an open record is to stay marked.
        if (record === index && open && !getSelection().isCollapsed) return;
        this.live?.follow(false);
        this.store.set({ record: index, open: !(record === index && open) }, 'replace');
        this.list.reveal(this.placeOf(index));
    }

    async move(by) {
        await this.settled();
        if (this.size() === 0) return;
        const { record } = this.store.state, here = this.placeOf(record);
        const place = here >= 0 ? here + by : record >= 0 ? this.placeBehind(record) - (by < 0 ? 1 : 0) : by > 0 ? Math.max(0, this.list.drawn.first) : this.size() - 1;
        this.select(Math.max(0, Math.min(this.size() - 1, place)));
    }

    select(place) {
        this.live?.follow(false);
        const { open } = this.store.state;
        this.store.set({ record: this.recordAt(place), open }, 'replace');
        this.list.reveal(place);
    }

    /** The next error behind the record that is selected, or before it. */
    async nextError(by) {
        const { query, range, only } = this.store.state, key = JSON.stringify([query, range, only]);
        if (this.queryError !== null) return;
        if (this.live || this.errors.key !== key) {
            const node = { op: 'and', args: [this.node, { op: 'level', compare: '>=', value: 5 }] };
            this.errors = { key, promise: this.records.search(node, range, null).then(found => found.matches) };
        }
        const errors = await this.errors.promise, { record } = this.store.state;
        const next = by > 0 ? errors.find(error => error > record) : errors.findLast(error => record < 0 || error < record);
        if (next === undefined) { this.say(errors.length === 0 ? 'No error here.' : by > 0 ? 'No error behind this record.' : 'No error before this record.'); return; }
        this.store.set({ record: next, tab: 'records' }, 'replace');
        this.list.reveal(this.placeOf(next));
    }

    nextFailed(by) {
        const failed = [...byClass(this.index.tests.flatMap((test, i) => test.outcome === 'FAILED' ? [{ test, i }] : [])).values()].flat().map(({ i }) => i);
        if (failed.length === 0) { this.say('No test failed.'); return; }
        const { test } = this.store.state, here = failed.indexOf(test);
        if (here >= 0) this.openTest(failed[(here + by + failed.length) % failed.length]);
        else this.openTest(by > 0 ? failed.find(i => i > test) ?? failed[0] : failed.findLast(i => i < test) ?? failed[failed.length - 1]);
    }

    /** Everything around the record, and back to what was filtered. */
    async context() {
        const { back, query, range, record } = this.store.state;
        if (back !== null) { region('query').value = back.query; this.store.set({ query: back.query, range: back.range, back: null }); }
        else if (record < 0) { this.say('Select a record first: j.'); return; }
        else { region('query').value = ''; this.store.set({ query: '', range: null, back: { query, range }, tab: 'records' }); }
        await this.settled();
        this.list.reveal(this.placeOf(record), true);
    }

    async openSelectedTrace() {
        const { record, tab, trace: shown } = this.store.state;
        const selected = record < 0 ? null : (await this.records.read([record]))[0];
        if (selected?.trace) this.openTrace(selected.trace);
        else if (tab === 'trace') this.store.set({ tab: 'records' });
        else this.store.set({ tab: 'trace', trace: selected === null ? shown : null });
    }

    openTrace(id) {
        // While records arrive, more of them may belong to it.
        if (this.live) this.traces.delete(id);
        this.store.set({ tab: 'trace', trace: id });
    }

    findInTrace(word) { this.traceWord = word; this.drawPane(); }

    async copyJson(record) { this.say(await copy(toJson(this, record)) ? 'The record is copied as JSON.' : 'The browser does not let this page copy.'); }
    async copyLink() { this.say(await copy(location.href) ? 'The link is copied.' : 'The browser does not let this page copy.'); }

    /** Counts within the record's test, as the test itself would; else in the whole run. @param {boolean} occurs whether the record must occur, or must not */
    async copyAssertion(record, occurs = true) {
        const test = record.test < 0 ? null : { op: 'numbers', column: 'test', values: [record.test + 1] };
        const name = this.index.containers[record.container]?.own;
        const text = await assertion(record, name === undefined ? null : { name, numbers: this.index.containers.flatMap(({ own }, i) => own === name || numbered(own) === name ? [i + 1] : []) },
            async query => (await this.records.search(test === null ? query : { op: 'and', args: [query, test] }, null, null)).matches.length, occurs);
        this.assertions.set(record.index, text);
        this.list.drawNow();
        this.list.revealElement(region('records').querySelector('.code'));
        this.say(await copy(text) ? 'The assertion is copied.' : 'The assertion stands below the record; the browser does not let this page copy.');
    }

    // ---- Query field.

    typed(input) {
        this.store.set({ query: input.value, back: null, tab: this.store.state.tab === 'run' ? 'records' : this.store.state.tab }, 'replace');
        this.suggest(input);
    }

    async suggest(input) {
        const text = input.value, caret = input.selectionStart ?? text.length;
        const found = await completions(this, text, caret);
        if (input.value !== text || document.activeElement !== input) return;
        // What somebody has chosen meanwhile stays chosen.
        this.completion = { ...found, chosen: found.options.indexOf(this.completion.options[this.completion.chosen]) };
        this.drawHeader();
    }

    chooseCompletion(i) { this.completion = { ...this.completion, chosen: i }; this.drawHeader(); }

    complete(i) {
        const input = region('query'), { from, options } = this.completion, caret = input.selectionStart ?? input.value.length;
        const option = options[i], rest = input.value.slice(caret), isValue = !/[:=]$/.test(option);
        input.value = input.value.slice(0, from) + option + (isValue && !rest.startsWith(' ') ? ' ' : '') + rest;
        const at = from + option.length + (isValue ? 1 : 0);
        input.focus();
        input.setSelectionRange(at, at);
        this.completion = { from: 0, options: [], chosen: -1 };
        this.typed(input);
    }

    closeCompletion() { if (this.completion.options.length > 0) { this.completion = { from: 0, options: [], chosen: -1 }; this.drawHeader(); } }

    // ---- Searching.

    changed(state, before) {
        if (state.query !== before.query || state.range !== before.range || state.only !== before.only) this.search();
        if (state.tab === 'trace') this.lookForTraces();
        this.draw();
    }

    search() {
        const { query, range, only } = this.store.state;
        try {
            this.parsed = parse(query, this.known);
            this.queryError = null;
        } catch (e) {
            if (!(e instanceof QueryError)) throw e;
            // The list keeps what the last valid query found.
            this.queryError = e;
        }
        let node = this.parsed;
        if (only.length > 0) {
            const values = only.map(name => this.known.containers.indexOf(name) + 1).filter(number => number > 0), chosen = { op: 'numbers', column: 'container', values };
            node = node.op === 'all' ? chosen : { op: 'and', args: [node, chosen] };
        }
        const whole = this.index.run, all = node.op === 'all', view = this.view;
        const key = JSON.stringify([node, range, this.live ? null : view]);
        if (key === this.searched) return;
        this.searched = key;
        this.searches++;
        this.node = node;
        if (this.live) { this.searchLive(node, range); return; }
        if (all && range === null) { this.show({ matches: null, counts: null }); return; }
        const isWhole = view.from <= whole.start && view.to >= whole.end;
        const pending = this.records.search(node, range, all && isWhole ? null : { ...view, parts: this.axis.parts }).then(results => {
            this.pending.delete(pending);
            if (key !== this.searched) this.draw();
            else this.show({ matches: results.matches, counts: all && isWhole ? null : results.counts });
        }, e => { this.pending.delete(pending); this.draw(); this.fail(e); });
        this.pending.add(pending);
    }

    /** As a search of a file; what is there is counted by seconds, for what comes to be added. */
    searchLive(node, range) {
        const view = this.live.counted, search = this.searches;
        const pending = this.records.search(node, range, view).then(({ matches, counts }) => {
            this.pending.delete(pending);
            if (search !== this.searches) { this.draw(); return; }
            this.show({ matches: node.op === 'all' && range === null ? null : matches, counts, view });
        }, e => { this.pending.delete(pending); this.draw(); this.fail(e); });
        this.pending.add(pending);
    }

    show(results) {
        this.results = results;
        this.shownSearch = this.searches;
        this.live?.found(results);
        this.list.top = 0;
        this.list.setSize(this.size());
        const place = this.placeOf(this.store.state.record);
        if (this.live?.following) this.list.moveTo(Infinity); else if (place >= 0) this.list.reveal(place, true); else this.list.moveTo(0);
        this.draw();
    }

    /** Waits until what is searched is found. A later search may end before an earlier one. */
    async settled() { while (this.pending.size > 0) await Promise.all(this.pending); }

    async lookForTraces() {
        const { trace: id, range } = this.store.state;
        const key = JSON.stringify(range);
        if (id === null && (this.live || key !== this.traceListKey)) {
            this.traceListKey = key;
            if (!this.live) this.traceList = null;
            const found = await this.records.traces(range);
            if (key === this.traceListKey) { this.traceList = found; this.drawPane(); }
        }
        if (id !== null && !this.traces.has(id)) {
            this.traces.set(id, null);
            const { matches } = await this.records.search({ op: 'listed', list: 'trace', compare: '=', value: id }, null, null);
            this.traces.set(id, { records: await this.records.read([...matches.slice(0, 10000)]), spans: this.index.spans.filter(span => span.traceId === id) });
            this.drawPane();
        }
    }

    traceOf(id) { return this.traces.get(id) ?? null; }

    // ---- Drawing.

    draw() {
        if (this.drawing) return;
        this.drawing = true;
        queueMicrotask(() => { this.drawing = false; this.drawNow(); });
    }

    drawNow() {
        document.body.classList.toggle('menu', this.menu);
        this.drawHeader();
        render(sidebar(this), region('side'));
        if (this.shownTest !== this.store.state.test) {
            this.shownTest = this.store.state.test;
            region('side').querySelector('.test.selected')?.scrollIntoView({ block: 'nearest' });
        }
        this.axis.draw();
        this.drawCause();
        this.drawTabs();
        this.drawPane();
    }

    drawHeader() {
        document.body.classList.toggle('busy', this.pending.size > 0 || this.acting !== null);
        render(header(this), region('top'));
        const input = region('query');
        if (input !== document.activeElement && input.value !== this.store.state.query) input.value = this.store.state.query;
    }
    drawCause() { render(this.live ? this.live.notice() : cause(this), region('cause')); this.list.draw(); }

    get tabs() { return this.live ? TABS.filter(([id]) => id !== 'compare') : TABS; }

    drawTabs() {
        // What is being typed stays.
        if (this.live && document.activeElement?.matches('input.time')) return;
        const { tab, test, back } = this.store.state, { view, shownRange: range } = this, shown = range ?? [view.from, view.to];
        const digits = shown[1] - shown[0] < 600e6 ? 3 : 0;
        const time = (which, label) => html`<label><span class="hidden">${label}</span><input class="mono time" type="text" size=${digits === 0 ? 8 : 12} .value=${this.zone.time(shown[which], digits)} @change=${e => this.typedTime(e.target, which)}
            @keydown=${e => { e.stopPropagation(); if (e.key === 'Enter' || e.key === 'Escape') { e.target.blur(); this.focusList(); } }}></label>`;
        render(html`<div role="tablist" aria-label="Panes">${this.tabs.map(([id, title], i) => html`<button role="tab" id="tab-${id}" aria-selected=${tab === id ? 'true' : 'false'} aria-controls=${id === 'records' || id === 'metrics' ? id : 'pane'} tabindex=${tab === id ? 0 : -1}
                title=${i + 1} @click=${() => this.store.set({ tab: id })} @keydown=${e => this.tabKey(e, i)}>${title}</button>`)}</div>
            <div class="times">${this.live ? html`${this.live.bar()}<button title="d" @click=${() => download(this)}>Download</button>` : nothing}<span aria-hidden="true">${range === null ? 'all' : ''}</span>${time(0, 'Range from')}<span aria-hidden="true">–</span>${time(1, 'Range to')}
                ${test >= 0 ? html`<button @click=${() => this.backToTest()} title="r">Test</button>` : nothing}<button @click=${() => this.wholeRun()} title="w">${this.live ? 'Now' : 'Whole run'}</button>
                ${back === null ? nothing : html`<button class="primary" @click=${() => this.context()} title="c">Back to the filter</button>`}</div>`, region('tabs'));
    }

    backToTest() { const test = this.index.tests[this.store.state.test]; if (test) this.store.set({ range: this.rangeOf(test), back: null }); }

    rangeOf(test) { return [test.start, this.live?.goesOn(test) ? UNENDED : test.end]; }

    /** The range as far as there is anything in it. */
    get shownRange() {
        const { range } = this.store.state;
        return range !== null && this.live ? [range[0], Math.min(range[1], Math.max(range[0], this.view.to))] : range;
    }

    typedTime(input, which) {
        const { range } = this.store.state, { view } = this, now = range ?? [view.from, view.to];
        const time = this.zone.read(input.value, now[which]);
        if (time === null) { this.say('Expected a time such as 23:51:26.343 or 2026-11-28 23:51:26.'); input.value = this.zone.time(now[which]); return; }
        const next = [...now];
        next[which] = time;
        if (next[0] > next[1]) next[1 - which] = time;
        this.selectRange(next[0], next[1]);
    }

    tabKey(event, i) {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by === undefined) return;
        const { tabs } = this, next = (i + by + tabs.length) % tabs.length;
        this.store.set({ tab: tabs[next][0] });
        queueMicrotask(() => region(`tab-${tabs[next][0]}`)?.focus());
        event.preventDefault();
    }

    drawPane() {
        const { tab } = this.store.state, pane = region('pane');
        region('records').hidden = tab !== 'records';
        region('heads').hidden = tab !== 'records';
        region('metrics').hidden = tab !== 'metrics';
        pane.hidden = tab === 'records' || tab === 'metrics';
        if (tab === 'records') this.list.draw();
        else if (tab === 'metrics') this.metrics.draw();
        else {
            pane.setAttribute('aria-labelledby', `tab-${tab}`);
            render(tab === 'trace' ? trace(this) : tab === 'compare' ? comparison(this) : overview(this), pane);
        }
        document.body.dataset.tab = tab;
    }

    isUnfolded(outcome) { return this.unfolded.has(outcome); }
    unfold(outcome) { this.unfolded.add(outcome); this.draw(); }
    toggleMenu() { this.menu = !this.menu; this.draw(); }

    isDark() { const theme = document.documentElement.dataset.theme; return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches; }
    switchTheme() { document.documentElement.dataset.theme = this.isDark() ? 'light' : 'dark'; this.draw(); }

    showHelp() { render(help(this), region('help')); if (!region('help').open) { region('help').showModal(); region('help').scrollTop = 0; } }
    hideHelp() { region('help').close(); }
    focusList() { (this.store.state.tab === 'records' ? region('records') : region('pane')).focus({ preventScroll: true }); }

    /** Says something for some seconds, also to a screen reader. */
    say(text) {
        const element = region('said');
        element.textContent = text;
        element.hidden = false;
        clearTimeout(this.saying);
        this.saying = setTimeout(() => { element.hidden = true; }, 3000);
    }

    fail(error) { this.say(`The records could not be read: ${error.message}`); }

    // ---- Keys.

    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || region('help').open) return;
        const target = event.target, isButton = target.closest?.('button, select, summary, input, a');
        if (target.closest?.('input, select, textarea')) return;
        const records = this.store.state.tab === 'records', inList = target === region('records') || target === document.body;
        const page = Math.max(1, Math.floor(region('records').clientHeight / 22) - 1);
        const actions = {
            '/': () => { region('query').focus(); region('query').select(); },
            'j': () => this.move(1), 'k': () => this.move(-1), 'e': () => this.nextError(1), 'E': () => this.nextError(-1),
            ']': () => this.nextFailed(1), '[': () => this.nextFailed(-1), 't': () => this.openSelectedTrace(), 'c': () => this.context(),
            'r': () => this.backToTest(), 'w': () => this.wholeRun(), '?': () => this.showHelp(),
            'd': () => download(this),
            'Escape': () => { if (this.menu) this.toggleMenu(); else if (this.store.state.open) this.store.set({ open: false }, 'replace'); },
        };
        if (this.live) Object.assign(actions, { 'f': () => this.live.follow(), 'p': () => this.live.pause(), 'x': () => this.live.clear() });
        this.tabs.forEach(([id], i) => { actions[i + 1] = () => this.store.set({ tab: id }); });
        if (records && inList) {
            Object.assign(actions, {
                'ArrowDown': () => this.move(1), 'ArrowUp': () => this.move(-1), 'PageDown': () => this.move(page), 'PageUp': () => this.move(-page),
                'Home': () => { if (this.size() > 0) this.select(0); }, 'End': () => { if (this.live) this.live.follow(); else if (this.size() > 0) this.select(this.size() - 1); },
            });
        }
        if (records && !isButton) actions.Enter = () => { const { record } = this.store.state; if (record >= 0) this.toggle(record); };
        const action = actions[event.key];
        if (action === undefined) return;
        event.preventDefault();
        if (['/', '?', 'Escape'].includes(event.key)) action(); else this.inOrder(action);
    }

    /** Keys act in the order in which they were pressed, each on what the one before it has led to. */
    inOrder(action) {
        const acting = (this.acting ?? Promise.resolve()).then(action).catch(e => this.fail(e)).then(() => {
            if (this.acting === acting) { this.acting = null; this.draw(); }
        });
        this.acting = acting;
        document.body.classList.add('busy');
    }
}

async function start() {
    try {
        const page = new Page(await readIndex());
        document.body.classList.remove('starting');
        page.start();
        // For those who look at the page with the browser's own tools.
        globalThis.structuredLogs = page;
    } catch (e) {
        document.body.classList.remove('starting');
        region('cause').textContent = e.message;
        region('plain').hidden = false;
    }
}

if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start); else start();
