/**
 * The page while it is brought up to date by a server: its stream, what it holds of it, and what a reader does with it.
 *
 * The page holds the last {@link MOST} records and says how many came before them. A hidden page closes its stream and
 * catches up when it is seen; five pages of one browser may read at a time, as a browser opens six connections to a host.
 */
import { html, nothing } from 'lit-html';
import { foreign, fullName, plural } from 'format';
import { duration, UNENDED } from 'time';
import { download } from 'download';

const MOST = 300000, PAUSED_MOST = 200000, STREAMS = 5, LEVELS = 7, SAMPLES = 1800, SECONDS = 3700;
const SPANS = [[60, '1 min'], [300, '5 min'], [900, '15 min'], [3600, '1 h']];
/** What is known of a series, and behind it what was told from a place on. */
function joined(known, base, told, from) {
    return known === undefined || from < base || from > base + known.length ? [told, from] : [[...known.slice(0, from - base), ...told], base];
}

const second = micros => Math.floor(micros / 1e6);

export class Live {
    /** @param {import('app').Page} page */
    constructor(page) {
        this.page = page;
        this.id = crypto.randomUUID();
        this.source = null;
        this.release = null;
        this.after = -1;
        this.status = 'waiting';
        this.why = '';
        this.following = true;
        this.paused = false;
        /** What arrived while the page is paused, or for a search that is still running. */
        this.held = [];
        this.queue = Promise.resolve();
        this.span = 300;
        /** The first record since the page was cleared. */
        this.cleared = 0;
        this.left = 0;
        this.over = false;
        this.testsOver = false;
        this.isFinished = false;
        /** How many records that meet the query each container logged in each second. @type {Map<number, {from: number, counts: Uint32Array}>} */
        this.seconds = new Map();
        this.buffer = new Uint32Array(1024);
        this.used = 0;
        this.attempt = 0;
        document.addEventListener('visibilitychange', () => this.look());
        addEventListener('pagehide', () => { fetch(this.url('gone'), { keepalive: true }).catch(() => {}); });
        setInterval(() => this.tick(), 1000);
        setInterval(() => { if (this.source === null) fetch(this.url('here')).catch(() => {}); }, 40000);
        this.look();
    }

    /** Time goes on. */
    tick() {
        if (document.hidden || this.paused) return;
        if (!this.testsOver) for (const test of this.running) test.end = Math.max(test.end, Date.now() * 1000);
        this.page.draw();
    }

    url(what, more = '') { return `${what}?page=${this.id}${more}`; }

    // ---- The stream.

    get wanted() { return !document.hidden && !this.isFinished && !(this.paused && this.held.length > 0 && this.page.records.size - this.page.records.first > MOST + PAUSED_MOST); }

    look() { if (this.wanted) this.connect(); else this.disconnect(); }

    async connect() {
        if (this.source !== null || this.connecting) return;
        this.connecting = true;
        this.release = await this.place();
        this.connecting = false;
        if (!this.wanted) { this.disconnect(); return; }
        const source = this.source = new EventSource(this.url('stream', this.after < 0 ? '' : `&after=${this.after}`));
        source.onopen = () => { this.attempt = 0; this.set(this.over ? 'over' : 'live'); };
        source.onerror = () => {
            this.disconnect();
            this.set(this.over ? 'over' : 'away');
            // A server that is gone does not come back at this address; one that was suspended does.
            this.retry = setTimeout(() => this.look(), Math.min(10000, 500 * 2 ** this.attempt++));
        };
        const told = {
            state: state => this.begin(state), records: chunk => this.arrived(chunk), containers: ({ containers }) => this.containers(containers),
            tests: ({ tests }) => this.tests(tests), notes: ({ notes }) => this.page.index.notes.push(...notes), left: ({ left }) => this.leftOut(left),
            begun: () => {}, finished: () => this.finish(), over: () => this.endTests(), ended: () => this.end(), beat: () => {},
        };
        for (const [name, take] of Object.entries(told)) {
            source.addEventListener(name, event => {
                if (source !== this.source) return;
                if (event.lastEventId !== '' && +event.lastEventId > this.after) this.after = +event.lastEventId;
                take(JSON.parse(event.data));
            });
        }
    }

    /** One of the places for pages that read; says so while there is none. @returns {Promise<() => void>} gives it back */
    async place() {
        if (!navigator.locks) return () => {};
        while (this.wanted) {
            for (let i = 0; i < STREAMS; i++) {
                const place = await new Promise(resolve => navigator.locks.request(`${location.pathname}${i}`, { ifAvailable: true }, lock => lock === null ? resolve(null) : new Promise(release => resolve(release))));
                if (place !== null) return place;
            }
            this.set('waiting', `${STREAMS} pages of this viewer are in sight already, and a browser keeps no more connections open: this one goes on when another is hidden or closed.`);
            await new Promise(resolve => setTimeout(resolve, 1000));
        }
        return () => {};
    }

    disconnect() {
        clearTimeout(this.retry);
        this.source?.close();
        this.source = null;
        this.release?.();
        this.release = null;
    }

    set(status, why = '') {
        if (this.status === status && this.why === why) return;
        this.status = status;
        this.why = why;
        this.page.draw();
    }

    // ---- What the server tells.

    begin(told) {
        const { index } = this.page;
        index.containers.length = 0;
        index.tests.length = 0;
        index.notes = [...told.notes];
        this.containers(told.containers);
        this.tests(told.tests);
        index.histogram.levels = Object.fromEntries(index.containers.map((_, i) => [i, [0, 0, 0, 0, 0, 0, 0]]));
        this.held = [];
        this.page.records.begin(told.firstRecord);
        this.restart();
    }

    containers(changed) {
        const { index } = this.page, names = JSON.stringify(this.page.known.containers);
        let areOnlyMeasured = true;
        for (const { number, eventsFrom, samplesFrom, container } of changed) {
            const known = index.containers[number], told = JSON.stringify({ ...container, events: [], samples: [] });
            const [events, eventsBase] = joined(known?.events, known?.eventsBase, container.events, eventsFrom);
            const [samples, samplesBase] = joined(known?.samples, known?.samplesBase, container.samples, samplesFrom);
            const extra = Math.max(0, samples.length - SAMPLES);
            areOnlyMeasured &&= container.events.length === 0 && known?.told === told;
            index.containers[number] = { ...container, own: container.name, told, events, eventsBase, samples: samples.slice(extra), samplesBase: samplesBase + extra };
            index.histogram.levels[number] ??= [0, 0, 0, 0, 0, 0, 0];
        }
        this.page.known = { ...this.page.known, containers: index.containers.map(container => container.name) };
        // A query may name one that is new.
        if (JSON.stringify(this.page.known.containers) !== names) this.page.search();
        // Fifty containers are measured, so this comes four times a second; tick() draws it once a second.
        if (!areOnlyMeasured) this.page.draw();
    }

    tests(changed) {
        const { index } = this.page;
        for (const { number, test } of changed) index.tests[number] = { failure: null, block: null, comparison: null, ...test };
        this.closeRange();
        this.page.known = { ...this.page.known, tests: index.tests.map(test => test.displayName) };
        this.page.draw();
    }

    /** Ends the range of a test that has ended. */
    closeRange() {
        const { range, test } = this.page.store.state, shown = this.page.index.tests[test];
        if (range?.[1] === UNENDED && shown && !this.goesOn(shown)) this.page.store.set({ range: this.page.rangeOf(shown) }, 'replace');
    }

    leftOut(left) {
        for (const { records } of left) this.left += records;
        this.page.draw();
    }

    /** No test runs any more, as their process has ended; containers may. */
    endTests() {
        this.testsOver = true;
        this.closeRange();
        this.page.draw();
    }

    end() {
        this.over = true;
        this.set('over');
    }

    /** The report takes the page's place; whoever looks at something goes there when they like. */
    finish() {
        this.isFinished = true;
        this.testsOver = true;
        this.closeRange();
        this.disconnect();
        this.set('finished');
        if (this.following && !this.paused) this.showReport();
    }

    showReport() {
        history.replaceState(null, '', location.pathname);
        location.reload();
    }

    /** Workers take what arrives one after the other; they answer in the same order. */
    arrived(chunk) {
        const { page } = this, search = page.searches, answer = page.records.append(chunk, page.node, page.store.state.range);
        this.queue = this.queue.then(async () => this.take(chunk, search, await answer)).catch(e => page.fail(e));
    }

    take(chunk, search, answer) {
        const { page } = this;
        if (chunk.first < page.records.first) return;
        for (const [container, level, count] of answer.levels) (page.index.histogram.levels[container] ??= [0, 0, 0, 0, 0, 0, 0])[level] += count;
        const part = { search, ...answer };
        if (this.paused || search !== page.shownSearch) { this.held.push(part); if (this.paused) this.drawHeld(); } else this.show(part);
        if (this.paused) this.look(); else this.trim();
    }

    /** Adds what arrived to what is shown. */
    show({ search, matches, seconds }) {
        const { page } = this;
        // What was asked for with an older query is among what the newer one found.
        if (search !== page.shownSearch) return;
        for (const [container, at, level, count] of seconds) this.count(container, at, level, count);
        if (page.results.matches !== null && matches.length > 0) {
            if (this.used + matches.length > this.buffer.length) {
                const larger = new Uint32Array(Math.max(this.buffer.length * 2, this.used + matches.length));
                larger.set(this.buffer.subarray(0, this.used));
                this.buffer = larger;
            }
            this.buffer.set(matches, this.used);
            this.used += matches.length;
            page.results.matches = this.buffer.subarray(this.start, this.used);
        }
        this.drawList();
    }

    /** How much is held. */
    drawHeld() {
        if (!this.drawingHeld) this.drawingHeld = requestAnimationFrame(() => { this.drawingHeld = 0; this.page.drawTabs(); });
    }

    drawList() {
        const { list } = this.page;
        list.size = this.page.size();
        if (this.following) list.moveTo(Infinity); else list.draw();
        if (!this.drawing) this.drawing = requestAnimationFrame(() => { this.drawing = 0; this.page.drawHeader(); });
    }

    /** A search has ended: what came meanwhile goes behind what it found. */
    found(results) {
        this.seconds.clear();
        if (results.counts !== null) for (const [container, numbers] of results.counts) {
            for (let i = 0; i < numbers.length; i++) if (numbers[i] > 0) this.count(container, results.view.from / 1e6 + Math.floor(i / LEVELS), i % LEVELS, numbers[i]);
        }
        this.start = 0;
        if (results.matches !== null) {
            this.buffer = new Uint32Array(Math.max(1024, results.matches.length * 2));
            this.buffer.set(results.matches);
            this.used = results.matches.length;
            results.matches = this.buffer.subarray(0, this.used);
        }
        // The search has found what was held for an older one.
        this.held = this.held.filter(part => part.search === this.page.shownSearch);
        if (this.paused) return;
        const held = this.held;
        this.held = [];
        held.forEach(part => this.show(part));
    }

    count(container, at, level, count) {
        let lane = this.seconds.get(container);
        if (!lane) this.seconds.set(container, lane = { from: at - 60, counts: new Uint32Array(SECONDS * LEVELS) });
        if (at < lane.from) {
            const by = Math.min(lane.from - at, SECONDS);
            // Room for what is older is there only where nothing newer stands.
            if (lane.counts.subarray((SECONDS - by) * LEVELS).some(n => n > 0)) return;
            lane.counts.copyWithin(by * LEVELS, 0, (SECONDS - by) * LEVELS);
            lane.counts.fill(0, 0, by * LEVELS);
            lane.from = at;
        }
        if (at >= lane.from + SECONDS) {
            const by = at - lane.from - SECONDS + 100;
            if (by >= SECONDS) lane.counts.fill(0); else { lane.counts.copyWithin(0, by * LEVELS); lane.counts.fill(0, (SECONDS - by) * LEVELS); }
            lane.from += by;
        }
        lane.counts[(at - lane.from) * LEVELS + level] += count;
    }

    /** Drops the oldest records beyond what a page holds. */
    trim() {
        const { page } = this, { records } = page;
        if (records.size - records.first <= MOST) return;
        const before = records.first;
        records.dropBefore(records.size - MOST);
        if (page.results.matches !== null) {
            const was = this.start;
            while (this.start < this.used && this.buffer[this.start] < records.first) this.start++;
            page.results.matches = this.buffer.subarray(this.start, this.used);
            this.moved(this.start - was);
        } else this.moved(records.first - before);
    }

    moved(rows) {
        const { list } = this.page;
        if (rows > 0 && !this.following) list.moveTo(list.top - rows * 22);
    }

    /** Searches anew, as what was found does not go on where it ended. */
    restart() { this.page.searched = ''; this.page.search(); }

    // ---- What a reader does.

    /** @param {boolean} isAtEnd whether the last record is in sight */
    scrolled(isAtEnd) {
        if (this.following === isAtEnd) return;
        this.following = isAtEnd;
        this.page.drawTabs();
    }

    follow(following = true) {
        this.following = following;
        if (following) { if (this.paused) this.pause(false); this.page.list.moveTo(Infinity); }
        this.page.drawTabs();
    }

    pause(paused = !this.paused) {
        this.paused = paused;
        if (!paused) {
            const held = this.held;
            this.held = [];
            held.forEach(part => this.show(part));
            this.trim();
        }
        this.look();
        this.page.draw();
    }

    clear() {
        const { page } = this;
        this.held = [];
        page.records.dropBefore(page.records.size);
        this.cleared = page.records.first;
        page.index.histogram.levels = Object.fromEntries(page.index.containers.map((_, i) => [i, [0, 0, 0, 0, 0, 0, 0]]));
        page.store.set({ record: -1, open: false }, 'replace');
        this.following = true;
        this.restart();
    }

    download() { download(this.page); }
    choose(span) { this.span = span; this.page.draw(); }

    // ---- What is drawn.

    /** The part of time that the axis shows: it ends now, unless a range was selected. */
    get view() {
        const { range } = this.page.store.state, now = this.pausedAt(), from = now - this.span * 1e6;
        if (range === null || range[0] >= from) return { from, to: now };
        if (range[1] > now) return { from: range[0] - (now - range[0]) / 20, to: now };
        const around = (range[1] - range[0]) / 2;
        return { from: range[0] - around, to: Math.max(range[1] + around, range[0] + 1e6) };
    }

    pausedAt() {
        if (!this.paused) this.seen = Date.now() * 1000;
        return this.seen ?? Date.now() * 1000;
    }

    /** The whole seconds that a search is to count. */
    get counted() {
        const to = (second(Date.now() * 1000) + 2) * 1e6;
        return { from: to - 3600e6, to, parts: 3600 };
    }

    counts(view, parts) {
        const lanes = new Map(), width = (view.to - view.from) / parts;
        for (const [container, { from, counts }] of this.seconds) {
            const out = new Float64Array(parts * LEVELS);
            const first = Math.max(0, second(view.from) - from), last = Math.min(SECONDS, second(view.to) - from + 1);
            for (let i = first; i < last; i++) {
                const part = Math.floor(((from + i + 0.5) * 1e6 - view.from) / width);
                if (part >= 0 && part < parts) for (let level = 0; level < LEVELS; level++) out[part * LEVELS + level] += counts[i * LEVELS + level];
            }
            lanes.set(container, out);
        }
        return lanes;
    }

    /** @param {import('file').Test} test */
    goesOn(test) { return test.outcome === 'RUNNING' && !this.testsOver; }

    /** The running tests. */
    get running() { return this.page.index.tests.filter(test => test.outcome === 'RUNNING'); }

    badge() {
        const [text, kind] = this.paused ? ['paused', 'paused'] : { live: ['live', 'on'], waiting: ['waiting', 'paused'], away: ['not connected', 'off'], over: ['ended', 'off'], finished: ['ended', 'off'] }[this.status];
        return html`<span class="live-badge ${kind}" role="status"><s aria-hidden="true"></s>${text}</span>`;
    }

    bar() {
        const waiting = this.paused ? this.held.reduce((sum, part) => sum + (this.page.results.matches === null ? part.size : part.matches.length), 0) : 0;
        return html`<button class=${this.following && !this.paused ? 'pressed' : ''} aria-pressed=${this.following && !this.paused ? 'true' : 'false'} title="f" @click=${() => this.follow(!this.following || this.paused)}>Follow</button>
            <button class=${this.paused ? 'pressed' : ''} aria-pressed=${this.paused ? 'true' : 'false'} title="p" @click=${() => this.pause()}>${this.paused ? html`Go on${waiting > 0 ? ` (${waiting.toLocaleString('en-US')})` : ''}` : 'Pause'}</button>
            <button title="x" @click=${() => this.clear()}>Clear</button>
            <label class="zone"><span class="hidden">Time axis</span><select @change=${e => this.choose(+e.target.value)}>${SPANS.map(([span, name]) => html`<option value=${span} ?selected=${span === this.span}>${name}</option>`)}</select></label>`;
    }

    /** What stands above the records: what is missing here, what has ended. */
    notice() {
        const said = [];
        if (this.status === 'waiting' && this.why) said.push(this.why);
        if (this.status === 'away') said.push('The viewer does not answer. If its process was ended, nothing more will come; what is here stays.');
        if (this.status === 'over') said.push('The viewer has ended: nothing more will come, and what is here stays.');
        if (this.testsOver && this.status === 'live') said.push('The tests are over, and there is no report of them. Containers that still run are followed.');
        const older = this.page.records.first - this.cleared;
        if (older > 0) said.push(`${plural(older, 'older record')} ${older === 1 ? 'is' : 'are'} not on this page, which holds the latest.`);
        if (this.left > 0) said.push(`${plural(this.left, 'record')} came faster than they could be read, and ${this.left === 1 ? 'was' : 'were'} left out.`);
        const { running } = this;
        return html`${running.length === 0 ? nothing : html`<p class="here"><b>${this.testsOver ? 'The tests ended in:' : 'You are here:'}</b> ${running.slice(0, 3).map(test => html`<button class="link" title="Only its time" @click=${() => this.page.openTest(this.page.index.tests.indexOf(test))}>${foreign(fullName(test))}</button> <span>${this.page.zone.time(test.start)} – ${this.testsOver ? this.page.zone.time(test.end) : 'now'}, ${duration(test.end - test.start)}</span> `)}${running.length > 3 ? `and ${running.length - 3} more` : ''}</p>`}
            ${this.status === 'finished' ? html`<p>The run has ended. <button class="primary" @click=${() => this.showReport()}>Show its report</button></p>` : nothing}${said.map(text => html`<p>${text}</p>`)}`;
    }
}
