extension StatusPage {
    /// The page's looks, light and dark.
    static let style: StaticString = """
        :root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --bar: #2f6fbf;
          --well: #116329; --ill: #a40e26; --panel: #f6f8fa }
        @media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #30363d;
          --bar: #6ea8fe; --well: #56d364; --ill: #ff7b72; --panel: #161b22 } }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif }
        h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.15rem; margin: 0 0 .5rem }
        header p { margin: .25rem 0 1rem; color: var(--soft) }
        section { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; background: var(--panel) }
        .badge { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; font-weight: 600; white-space: nowrap }
        .well { color: var(--well) } .ill { color: var(--ill) }
        .title { margin: 0 0 .5rem } .refused, dd { overflow-wrap: anywhere }
        dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: 0 0 1rem }
        dt, footer, figcaption { color: var(--soft) } dd { margin: 0 }
        .scroll { overflow-x: auto } table { border-collapse: collapse; font-size: .9rem; min-width: 100% }
        th, td { text-align: left; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
        .number { font-variant-numeric: tabular-nums }
        figure { margin: 1rem 0 0; max-width: 30rem } svg { width: 100%; height: auto }
        rect { fill: var(--bar) } line { stroke: var(--line) } text { fill: var(--soft); font-size: 11px }
        @media print { .scroll { overflow: visible } table { font-size: .7rem } th, td { white-space: normal; padding-right: .4rem } }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .4rem } }
        """
}
