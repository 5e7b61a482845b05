/** Style sheet of the page, without external fonts or images. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1a1d21; --faint: #59626d; --paper: #fff; --line: #d9dee4; --track: #f1f4f7;
  --waiting: #b9c3cf; --working: #2f6fdb; --updating: #7a4fd0; --good: #14713d; --bad: #b3261e; --open: #8a5a00; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --faint: #a3adb8; --paper: #14171a; --line: #343a41; --track: #20252a;
  --waiting: #56616d; --working: #6ea1ff; --updating: #b394ff; --good: #5fd18f; --bad: #ff8a80; --open: #f0b94d; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1rem; font: 15px/1.4 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.4rem; margin: 0; } h2 { margin: 1.2rem 0 .3rem; font-size: 1.1rem; display: inline-block; } h3 { margin: .6rem 0 .2rem; font-size: .95rem; }
p { margin: .3rem 0; } small, time { color: var(--faint); } a { color: inherit; } button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--working); outline-offset: 1px; } summary { cursor: pointer; padding: .15rem 0; }
.banner { border-left: .5rem solid var(--good); background: var(--track); padding: .6rem 1rem; } .banner.bad { border-color: var(--bad); }
.banner ul { margin: .3rem 0; padding-left: 1.2rem; } h1, a { overflow-wrap: anywhere; } .banner li { overflow-wrap: anywhere; }
i { font-style: normal; } i.good { color: var(--good); } i.bad, p.bad { color: var(--bad); font-weight: 600; } i.open { color: var(--open); }
.error { white-space: pre-wrap; overflow-wrap: anywhere; }
.row { display: grid; grid-template-columns: minmax(14rem, 32%) minmax(0, 1fr); gap: .75rem; align-items: center; border-top: 1px solid var(--line); }
.name { text-align: left; background: none; border: 0; padding: .2rem 0; font-size: .9rem; overflow-wrap: anywhere; line-height: 1.25; } .name small { display: block; }
.name:hover, .day:hover { background: var(--track); } .name b::before { content: '▸ '; } .name[aria-expanded=true] b::before { content: '▾ '; }
.cells { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); align-items: center; }
.cells > span { display: flex; flex-wrap: wrap; gap: 1px; padding: 0 1px; min-height: 1.6rem; align-content: center; border-left: 1px solid var(--track); }
.day, .hour { font-size: .75rem; padding: .3rem 0; border: 0; background: none; text-align: left; white-space: nowrap; min-height: 1.6rem; } .day { align-self: end; } .day span { display: block; } .day.bad { color: var(--bad); font-weight: 700; text-decoration: underline; }
i.run { display: inline-block; flex: 1 1 4px; min-width: 4px; max-width: 14px; height: 14px; background: var(--good); cursor: pointer; } .hint i.run { width: 12px; height: 12px; vertical-align: -1px; margin-left: .5rem; }
i.run.bad { background: repeating-linear-gradient(45deg, var(--bad) 0 3px, var(--paper) 3px 4px); outline: 1px solid var(--bad); } i.run.idle { background: none; border: 2px solid var(--waiting); } i.run.open { background: none; border: 2px solid var(--open); } i.run:hover { outline: 2px solid var(--ink); }
.runs:not([hidden]) { display: flex; flex-wrap: wrap; gap: .3rem; padding: .3rem 0 .6rem; max-height: 14rem; overflow-y: auto; }
.runs button, .close, #all { font-size: .8rem; background: var(--track); border: 1px solid var(--line); padding: .2rem .5rem; } .runs button.bad { border-color: var(--bad); color: var(--bad); } .runs button.open { border-color: var(--open); }
#run:not(:empty) { border: 1px solid var(--line); padding: .2rem .8rem .6rem; margin: .6rem 0; }
.axis { display: grid; grid-template-columns: minmax(14rem, 40%) minmax(0, 1fr); gap: .75rem; align-items: center; overflow-wrap: anywhere; font-size: .9rem; margin-top: .2rem; }
.track { position: relative; height: 1.2rem; background: var(--track); overflow: hidden; } .axis[aria-hidden] .track { background: none; }
.tick { position: absolute; font-size: .75rem; color: var(--faint); padding-left: .2rem; border-left: 1px solid var(--line); }
.bar { position: absolute; top: .2rem; bottom: .2rem; min-width: 2px; background: var(--waiting); } .bar.working { background: var(--working); } .bar.updating { background: var(--updating); }
.bar.failed { background: repeating-linear-gradient(45deg, var(--bad) 0 4px, transparent 4px 7px); min-width: 6px; }
.charts { display: flex; flex-wrap: wrap; gap: .3rem .9rem; } figure { margin: 0; width: 140px; } figcaption { font-size: .75rem; line-height: 1.2; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .85rem; } .scroll table:has(th:nth-child(4)) { min-width: 46rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--line); }
code { font-size: .85em; overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; font-size: .8rem; background: var(--track); padding: .5rem; }
.notes { columns: 34rem; font-size: .85rem; } .notes details { break-inside: avoid; }
@media (max-width: 46rem) { .row, .axis { grid-template-columns: minmax(0, 1fr); gap: .1rem; } .row.head > span { display: none; } .cells > span { min-height: 1rem; } i.run { min-width: 3px; flex-basis: 3px; }
  .day { font-size: .6rem; overflow: hidden; } .day span { display: none; } }
@media (max-width: 64rem) { .minor { font-size: 0; } }
@media print { body { max-width: none; padding: 0; font-size: 10px; } .hint, .close, #all { display: none; } .row, .axis, tr, figure { break-inside: avoid; } h2 { margin-top: .6rem; } .notes { columns: 2; font-size: 8px; } summary { padding: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .row { grid-template-columns: 32% minmax(0, 1fr); } }
`;
