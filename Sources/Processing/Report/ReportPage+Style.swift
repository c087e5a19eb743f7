extension ReportPage {
    /// The page's only style sheet; system fonts, readable on paper too.
    static let style = """
        :root{--ink:#1c2430;--soft:#5b6675;--line:#d9dee6;--paper:#fff;--ground:#f3f5f8;--accent:#2f5d8a;--good:#1f7a4d;\
        --bad:#a8321f}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.7 "Hiragino Sans","Noto Sans CJK JP",\
        "Yu Gothic",Meiryo,sans-serif}
        main{max-width:60rem;margin:2rem auto;padding:2.5rem 3rem;background:var(--paper);border:1px solid var(--line);\
        border-radius:6px}
        header{border-bottom:3px solid var(--accent);margin-bottom:1.5rem}
        .kind{margin:0;color:var(--accent);letter-spacing:.2em;font-size:.85rem}
        h1{margin:.1em 0 .3em;font-size:1.7rem;line-height:1.35}
        h2{margin:2.2rem 0 .6rem;font-size:1.15rem;padding-left:.6rem;border-left:4px solid var(--accent)}
        .verdict{margin:0 0 1.2rem;padding:.8rem 1rem;border-radius:4px;background:#eaf5ef;border-left:5px solid var(--good)}
        .verdict.bad{background:#fbeeec;border-color:var(--bad)}
        .figures{display:flex;flex-wrap:wrap;gap:.8rem;margin:0}
        .figures div{flex:1 1 8rem;padding:.6rem .9rem;border:1px solid var(--line);border-radius:4px}
        .figures dt{font-size:.8rem;color:var(--soft)}
        .figures dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
        .figures small{font-size:.8rem;color:var(--soft);margin-left:.3em}
        .scroll{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font-size:.92rem}
        th,td{padding:.45rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{background:var(--ground);font-weight:600;white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td ul{margin:0;padding-left:1.1em}
        code{font-size:.82rem;word-break:break-all}
        figure{margin:0}
        svg{width:100%;height:auto}
        svg rect{fill:var(--accent)}
        svg line{stroke:var(--line)}
        svg text{font-size:11px;fill:var(--soft);text-anchor:middle}
        svg .value{fill:var(--ink)}
        figcaption,.note{font-size:.85rem;color:var(--soft);margin:.2rem 0}
        @media print{body{background:none}main{border:0;margin:0;padding:0;max-width:none}h2,tr,figure{break-inside:avoid}}
        @media(max-width:40rem){main{padding:1.2rem;margin:0}}
        """
}
