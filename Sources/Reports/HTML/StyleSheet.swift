/// The report's style.
///
/// Colours are those of Okabe and Ito, distinct for every kind of colour vision; nothing is told by colour alone.
let styleSheet: StaticString = """

    :root {
      --ink: #1a1d21; --soft: #545b64; --paper: #ffffff; --panel: #f4f6f8; --rule: #d5dae0;
      --model: #0072b2; --baseline: #d55e00; --chance: #70777f; --bar: #56b4e9; --count: #c3c9d0;
      --yes: #007a59; --warned: #8a5600; --no: #b94a00;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e8eaed; --soft: #aab1ba; --paper: #15181c; --panel: #1f242a; --rule: #3a424b;
        --model: #56b4e9; --baseline: #e69f00; --chance: #8d959e; --bar: #2f7fb5; --count: #454d57;
        --yes: #3fc79f; --warned: #f0b429; --no: #ff9a5c;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 62rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
    }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance; }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .6rem; border-top: 1px solid var(--rule); }
    h3 { font-size: 1.08rem; margin: 1.75rem 0 .5rem; }
    a { color: var(--model); }
    .over { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
    .caution { margin: 0 0 .75rem; padding: .5rem .9rem; border: 2px dashed var(--warned); border-radius: .4rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .15rem 1rem; margin: 0; padding: 0; list-style: none; font-size: .92rem; }
    section:first-child h2 { margin-top: 1.25rem; }
    .verdict { padding: .8rem 1.1rem; background: var(--panel); border-left: .45rem solid var(--soft); border-radius: .3rem; }
    .verdict p { margin: 0; }
    .decision { font-size: 1.15rem; font-weight: 650; } .headline { font-size: 1.05rem; font-weight: 600; }
    .yes { border-color: var(--yes); } .yes .decision { color: var(--yes); }
    .warned { border-color: var(--warned); } .warned .decision { color: var(--warned); }
    .no { border-color: var(--no); } .no .decision { color: var(--no); }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
    .tiles div { padding: .55rem .8rem; background: var(--panel); border-radius: .4rem; }
    .tiles dt { color: var(--soft); font-size: .88rem; }
    .tiles dd { margin: 0; }
    .figure { display: block; font-size: 1.45rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
    .range { color: var(--soft); font-size: .88rem; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; margin: 1rem 0; }
    .facts dt { color: var(--soft); } .facts dd { margin: 0; }
    .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; }
    figure { margin: 0; padding: .8rem; border: 1px solid var(--rule); border-radius: .4rem; }
    figure.wide { margin: .75rem 0; overflow-x: auto; }
    figure.wide svg { min-width: 40rem; }
    figcaption { color: var(--soft); font-size: .9rem; }
    svg { display: block; width: 100%; height: auto; }
    svg text { fill: var(--ink); font: 12px system-ui, "Segoe UI", Arial, sans-serif; }
    svg .tick { fill: var(--soft); } svg .axis-label { fill: var(--ink); font-size: 12.5px; }
    svg .name { font-size: 13px; } svg .absent { fill: var(--soft); font-style: italic; }
    svg .middle { text-anchor: middle; } svg .end { text-anchor: end; }
    svg .grid { stroke: var(--rule); stroke-width: 1; } svg .axis { stroke: var(--soft); stroke-width: 1; }
    svg .model, svg .baseline, svg .chance { fill: none; stroke-linejoin: round; }
    svg .model { stroke: var(--model); stroke-width: 2.4; }
    svg .baseline { stroke: var(--baseline); stroke-width: 2; stroke-dasharray: 7 4; }
    svg .chance { stroke: var(--chance); stroke-width: 1.4; stroke-dasharray: 2 4; }
    svg .other { fill: var(--baseline); stroke: var(--baseline); stroke-width: 2; }
    svg .nobody { stroke: var(--ink); stroke-width: 1.4; fill: none; } svg .reach { fill: var(--model); opacity: .2; }
    svg .model-fill { fill: var(--model); }
    svg .dot { fill: var(--model); } svg .interval { stroke: var(--model); stroke-width: 2; }
    svg .bar { fill: var(--bar); } svg .bar ~ .interval { stroke: var(--ink); stroke-width: 1.6; }
    svg .count { fill: var(--count); } svg .mark { stroke: var(--ink); stroke-width: 2; }
    .plots.small { grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }
    svg .band { fill: var(--warned); opacity: .16; } svg .share-cell { fill: var(--panel); } svg .share-fill { fill: var(--bar); }
    section > .verdict { margin: .75rem 0; } .verdict p + p { margin-top: .3rem; } code { font-size: .92em; overflow-wrap: anywhere; }
    svg .more-cell { fill: var(--model); } svg .less-cell { fill: var(--baseline); } svg .lead-dot { opacity: .55; }
    svg .centre-dot { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
    .swatch { display: inline-block; min-width: 1.5em; padding: 0 .3em; color: #ffffff; text-align: center; } ul.key-list { list-style: none; padding: 0; }
    svg .group-0 { fill: #0072b2; } span.group-0 { background: #0072b2; } svg .group-1 { fill: #d55e00; } span.group-1 { background: #d55e00; }
    svg .group-2 { fill: #009e73; } span.group-2 { background: #009e73; } svg .group-3 { fill: #cc79a7; } span.group-3 { background: #cc79a7; }
    svg .group-4 { fill: #e69f00; } span.group-4 { background: #e69f00; } svg .group-5 { fill: #56b4e9; } span.group-5 { background: #56b4e9; }
    svg .group-6 { fill: #7a5195; } span.group-6 { background: #7a5195; } svg .group-7 { fill: #8c8c00; } span.group-7 { background: #8c8c00; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { width: 100%; border-collapse: collapse; font-size: .9rem; }
    table.compact { width: auto; } table.compact .number { padding-left: 1.4rem; }
    table.many { min-width: 46rem; } table.even { table-layout: fixed; } table.even th, table.even td { overflow-wrap: anywhere; }
    caption { text-align: left; font-weight: 650; padding: .3rem 0; }
    th, td { padding: .32rem .7rem .32rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
    thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: 550; }
    td { overflow-wrap: break-word; min-width: 4.5rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .number { white-space: normal; }
    @media (max-width: 30rem) {
      body { padding-left: .75rem; padding-right: .75rem; } figure { padding: .4rem; } .plots svg text { font-size: 13.5px; } .plots svg .axis-label { font-size: 12.5px; }
    }
    @media print {
      :root {
        --ink: #000000; --soft: #444444; --paper: #ffffff; --panel: #ffffff; --rule: #bbbbbb;
        --model: #0072b2; --baseline: #d55e00; --chance: #70777f; --bar: #56b4e9; --count: #c3c9d0;
        --yes: #007a59; --warned: #8a5600; --no: #b94a00;
      }
      @page { margin: 15mm; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      table { font-size: 8.5pt; } th, td { padding-right: .35rem; } td { min-width: 0; overflow-wrap: anywhere; }
      td.number { overflow-wrap: normal; white-space: normal; }
      nav { display: none; }
      .plots { grid-template-columns: 1fr 1fr; }
      .scroll { overflow: visible; } table.many { min-width: 0; } figure.wide svg { min-width: 0; }
      figure, tr, .verdict, .tiles div { break-inside: avoid; }
      h2, h3, caption { break-after: avoid; }
    }

    """
