/** The run in a line, the query, and what changes the look. */
import { html, nothing } from 'lit-html';
import { plural } from 'format';
import { incomplete, quote, NAMES, LEVELS } from 'query';

/** @param {import('app').Page} page */
export function header(page) {
    const { run, tests, containers } = page.index, failed = tests.filter(test => test.outcome === 'FAILED').length;
    const broken = containers.filter(container => container.incomplete.length > 0 || container.notCaptured !== null).length;
    const { zone } = page.store.state, error = page.queryError;
    return html`
        <button class="icon menu" aria-label="Tests and containers" aria-expanded=${page.menu ? 'true' : 'false'} @click=${() => page.toggleMenu()}>☰</button>
        <b class="brand">Structured Logs</b>${page.live ? page.live.badge() : nothing}
        <span class="summary">${page.live && tests.length === 0 ? nothing : html`${tests.length === 1 && tests[0].displayName === run.name ? nothing : html`<span class="run">${run.name} · </span>`}${plural(tests.length, 'test')}${failed > 0 ? html`, <i>${failed} failed</i>` : nothing} · `}${plural(containers.length, 'container')},
            ${broken === 0 ? (page.live ? `${containers.filter(container => container.state.startsWith('running')).length} running` : 'complete') : html`<button class="link W" @click=${() => page.store.set({ tab: 'run' })}>${broken} incomplete</button>`}</span>
        <div class="query ${error ? 'wrong' : ''}">
            <input id="query" class="mono" type="text" role="combobox" aria-label="Query" aria-autocomplete="list" aria-expanded=${page.completion.options.length > 0 ? 'true' : 'false'}
                aria-controls="completion" aria-invalid=${error ? 'true' : 'false'} aria-describedby="query-error" spellcheck="false" autocomplete="off" placeholder='from:orders level>=WARN sku=X-1 "free text"'
                @input=${e => page.typed(e.target)} @keydown=${e => keydown(page, e)} @blur=${() => setTimeout(() => page.closeCompletion(), 150)}>
            <span class="hint" role="status">${page.resultText()}</span><kbd aria-hidden="true">/</kbd>
            <ul id="completion" role="listbox" aria-label="Completions" class="completion mono" ?hidden=${page.completion.options.length === 0}>${page.completion.options.map((option, i) => html`
                <li role="option" aria-selected=${i === page.completion.chosen ? 'true' : 'false'} class=${i === page.completion.chosen ? 'chosen' : ''} @mousedown=${e => { e.preventDefault(); page.complete(i); }}>${option}</li>`)}</ul>
            <div id="query-error" class="query-error mono" ?hidden=${!error}>${error ? html`<span class="caret">${' '.repeat(error.at)}^</span> ${error.message}` : nothing}</div>
        </div>
        <label class="zone"><span class="hidden">Time zone</span><select @change=${e => page.store.set({ zone: e.target.value }, 'replace')}>
            <option value="run" ?selected=${zone === 'run'}>${page.zones.run.id}</option><option value="utc" ?selected=${zone === 'utc'}>UTC</option>
            <option value="own" ?selected=${zone === 'own'}>${page.zones.own.id} (yours)</option></select></label>
        <button class="icon" aria-label=${page.isDark() ? 'Light' : 'Dark'} title=${page.isDark() ? 'Light' : 'Dark'} @click=${() => page.switchTheme()}>${page.isDark() ? '☀' : '☾'}</button>
        <button class="icon" aria-label="Keys and query language" title="?" @click=${() => page.showHelp()}>?</button>`;
}

function keydown(page, event) {
    const { completion } = page;
    const open = completion.options.length > 0;
    switch (event.key) {
        case 'ArrowDown': case 'ArrowUp':
            if (!open) { page.suggest(event.target); break; }
            page.chooseCompletion((completion.chosen + (event.key === 'ArrowDown' ? 1 : completion.options.length - 1)) % completion.options.length);
            event.preventDefault();
            break;
        case 'Tab': case 'Enter':
            if (open && completion.chosen >= 0) { page.complete(completion.chosen); event.preventDefault(); break; }
            if (event.key === 'Enter') { page.closeCompletion(); page.focusList(); event.preventDefault(); }
            break;
        case 'Escape':
            if (open) page.closeCompletion(); else page.focusList();
            event.preventDefault();
            break;
    }
    event.stopPropagation();
}

/** What may stand at the caret. @param {import('app').Page} page @returns {Promise<{from: number, options: string[]}>} */
export async function completions(page, text, caret) {
    const { from, name, part } = incomplete(text, caret);
    const lower = part.toLowerCase(), starts = option => option.toLowerCase().includes(lower);
    if (name === null) {
        if (part === '') return { from, options: [] };
        const fields = await page.records.vocabulary(null);
        return { from, options: [...NAMES.filter(option => option.startsWith(lower)).map(option => option + (option === 'level' ? '>=' : ':')),
            ...fields.filter(field => field.toLowerCase().startsWith(lower)).map(field => field + '=')].slice(0, 12) };
    }
    const values = {
        from: () => page.index.containers.map(container => container.name), test: () => page.index.tests.map(test => test.displayName),
        level: () => LEVELS, stream: () => ['stdout', 'stderr'], has: () => page.records.vocabulary(null), message: () => [], span: () => [],
    };
    const all = await (values[name] ?? (() => page.records.vocabulary(name)))();
    const options = all.filter(starts).slice(0, 12).map(quote);
    return { from, options: options.length === 1 && options[0] === part ? [] : options };
}
