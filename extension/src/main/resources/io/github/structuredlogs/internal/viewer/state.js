/**
 * What the page shows, all of it in the address, so that a link opens the same view.
 *
 * @typedef {'records'|'trace'|'compare'|'metrics'|'run'} Tab
 * @typedef {{tab: Tab, test: number, range: [number, number]|null, query: string, record: number, open: boolean,
 *     only: string[], trace: string|null, back: {query: string, range: [number, number]|null}|null, zone: 'run'|'utc'|'own'}} State
 */

/** @type {State} */
const initial = { tab: 'records', test: -1, range: null, query: '', record: -1, open: false, only: [], trace: null, back: null, zone: 'run' };
const TABS = ['records', 'trace', 'compare', 'metrics', 'run'];

const span = range => range === null ? null : `${Math.floor(range[0])}-${Math.ceil(range[1])}`;
function readSpan(text) {
    const found = /^(-?\d+)-(-?\d+)$/.exec(text ?? '');
    return found && +found[1] <= +found[2] ? [+found[1], +found[2]] : null;
}

/** @param {State} state @returns {string} */
export function toHash(state) {
    const parts = new URLSearchParams();
    if (state.tab !== 'records') parts.set('tab', state.tab);
    if (state.test >= 0) parts.set('test', String(state.test));
    if (state.range !== null) parts.set('range', span(state.range));
    if (state.query !== '') parts.set('q', state.query);
    if (state.record >= 0) parts.set(state.open ? 'open' : 'record', String(state.record));
    for (const name of state.only) parts.append('only', name);
    if (state.trace !== null) parts.set('trace', state.trace);
    if (state.back !== null) { parts.set('backq', state.back.query); if (state.back.range) parts.set('backrange', span(state.back.range)); }
    if (state.zone !== 'run') parts.set('zone', state.zone);
    return '#' + (parts.toString() || 'all');
}

/** @param {string} hash @returns {State|null} null if it says nothing */
export function fromHash(hash) {
    if (hash.length < 2) return null;
    const parts = new URLSearchParams(hash.slice(1)), number = name => /^\d+$/.test(parts.get(name) ?? '') ? +parts.get(name) : -1;
    const zone = parts.get('zone'), tab = parts.get('tab'), open = number('open');
    return {
        tab: TABS.includes(tab) ? tab : 'records', test: number('test'), range: readSpan(parts.get('range')), query: parts.get('q') ?? '',
        record: open >= 0 ? open : number('record'), open: open >= 0, only: parts.getAll('only'), trace: parts.get('trace'),
        back: parts.has('backq') ? { query: parts.get('backq'), range: readSpan(parts.get('backrange')) } : null,
        zone: zone === 'utc' || zone === 'own' ? zone : 'run',
    };
}

export class Store {
    constructor() {
        this.state = { ...initial };
        this.listeners = [];
        addEventListener('hashchange', () => {
            const state = fromHash(location.hash);
            if (state !== null && toHash(state) !== toHash(this.state)) this.set(state, null);
        });
    }

    /** @param {(state: State, before: State) => void} listener */
    listen(listener) { this.listeners.push(listener); }

    /**
     * @param {Partial<State>} change
     * @param {'push'|'replace'|null} history whether "back" is to lead to the state before
     */
    set(change, history = 'push') {
        const before = this.state;
        this.state = { ...before, ...change };
        const hash = toHash(this.state);
        if (history !== null && hash !== location.hash) {
            // A page in a sandbox without an origin of its own has no history.
            try { window.history[history === 'push' ? 'pushState' : 'replaceState'](null, '', hash); } catch { location.hash = hash; }
        }
        for (const listener of this.listeners) listener(this.state, before);
    }
}
