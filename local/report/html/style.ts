/** The page's only style sheet, without external fonts, images or scripts. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d21; --faint: #5c6570; --paper: #fff; --line: #d9dee4; --track: #f1f4f7;
  --waiting: #b9c3cf; --working: #2f6fdb; --updating: #7a4fd0; --run: #52606f; --good: #14713d; --bad: #b3261e; --open: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --faint: #a3adb8; --paper: #14171a; --line: #343a41; --track: #20252a;
  --waiting: #56616d; --working: #6ea1ff; --updating: #b394ff; --run: #93a1b0; --good: #5fd18f; --bad: #ff8a80; --open: #f0b94d; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 1rem; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; margin: 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; border-bottom: 1px solid var(--line); }
h3 { margin: .8rem 0 .2rem; font-size: .95rem; color: var(--faint); }
nav a { margin-right: 1rem; color: inherit; } small, time, .tick { color: var(--faint); }
summary { cursor: pointer; } summary:focus-visible { outline: 2px solid var(--working); }
i { font-style: normal; font-size: .8em; } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .open { color: var(--open); }
.row > summary, .axis { display: grid; grid-template-columns: 24rem minmax(0, 1fr); gap: .75rem; align-items: center; list-style: none; }
.row > summary::-webkit-details-marker { display: none; }
.row > summary:hover { background: var(--track); }
.label { display: flex; gap: .5rem; align-items: baseline; white-space: nowrap; }
.name { overflow: hidden; text-overflow: ellipsis; } .label i { margin-left: auto; }
.track { position: relative; height: 1.35rem; margin: 1px 0; background: var(--track); overflow: hidden; }
.axis .track { background: none; overflow: visible; height: 1.1rem; }
.tick { position: absolute; font-size: .75rem; padding-left: .2rem; border-left: 1px solid var(--line); }
.bar { position: absolute; top: .2rem; bottom: .2rem; min-width: 2px; background: var(--run); }
.bar.waiting { background: var(--waiting); } .bar.working { background: var(--working); } .bar.updating { background: var(--updating); }
.bar.failed { background: repeating-linear-gradient(45deg, var(--bad) 0 4px, transparent 4px 7px); min-width: 6px; }
.poll { position: absolute; bottom: 0; width: 1px; height: .2rem; background: var(--ink); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 1rem; margin: .2rem 0 .8rem 1rem; } dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.legend span { display: inline-block; position: static; width: 1.5rem; height: .7rem; margin: 0 .3rem 0 1rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; } .scroll table:has(th:nth-child(4)) { min-width: 46rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--line); }
code { font-size: .85em; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); padding: .6rem .8rem; margin: .6rem 0; } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; font-size: .85rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; } .count b { font-size: 1.3rem; }
@media (max-width: 46rem) { .row > summary, .axis { grid-template-columns: minmax(0, 1fr); gap: .1rem; } .axis > span { display: none; } .row { margin-bottom: .35rem; }
  dl { grid-template-columns: minmax(0, 1fr); } }
@media print { body { max-width: none; font-size: 11px; } nav { display: none; } .row, article, tr { break-inside: avoid; }
  .bar, .track, .poll { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
