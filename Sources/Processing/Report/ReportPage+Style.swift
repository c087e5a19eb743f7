extension ReportPage {
    /// The page's only style sheet; system fonts, readable on paper too. All text has a contrast of at least 4.5 : 1.
    static let style = """
        :root{--ink:#1c2430;--soft:#566170;--line:#d3d9e2;--paper:#fff;--ground:#f3f5f8;--accent:#2f5d8a;--good:#17663f;\
        --bad:#a02c1a;color-scheme:light}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.7 "Hiragino Sans","Noto Sans CJK JP",\
        "Yu Gothic",Meiryo,sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:60rem;margin:2rem auto;padding:2.5rem 3rem;background:var(--paper);border:1px solid var(--line);\
        border-radius:6px}
        header{padding-bottom:1.6rem;border-bottom:3px solid var(--accent)}
        .kind{margin:0;color:var(--accent);letter-spacing:.2em;font-size:.85rem}
        h1{margin:.1em 0 .6em;font-size:1.7rem;line-height:1.35}
        h2{margin:2.4rem 0 .6rem;font-size:1.2rem;line-height:1.4;padding-left:.6rem;border-left:4px solid var(--accent)}
        .verdict{margin:0 0 1.2rem;padding:.8rem 1rem;border-radius:4px;background:#eaf5ef;border-left:5px solid var(--good)}
        .verdict.bad{background:#fbeeec;border-color:var(--bad)}
        .verdict strong,b{font-weight:700}
        .good strong,b.good{color:var(--good)}
        .bad strong,b.bad{color:var(--bad)}
        b{white-space:nowrap}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.6rem;margin:0}
        .figures div{padding:.5rem .8rem;border:1px solid var(--line);border-radius:4px}
        .figures dt{font-size:.8rem;color:var(--soft)}
        .figures dd{margin:0;font-size:1.5rem;line-height:1.4;font-variant-numeric:tabular-nums;white-space:nowrap}
        .figures small{font-size:.8rem;color:var(--soft);margin-left:.3em}
        .scroll{overflow-x:auto}
        table{width:100%;border-collapse:collapse;font-size:.92rem;line-height:1.55}
        th,td{padding:.5rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        thead th{background:var(--ground);white-space:nowrap}
        th{font-weight:600;word-break:keep-all;overflow-wrap:break-word}
        th small,td small{display:block;min-width:8rem;font-weight:400;font-size:.8rem;color:var(--soft);word-break:normal}
        .role{white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td ul{margin:0;padding-left:1.1em}
        code{font-size:.82rem;word-break:break-all}
        .bar{display:block;width:8rem;height:.5rem;margin:.15rem 0 .1rem auto;background:var(--line)}
        .bar i{display:block;min-width:1px;height:100%;background:var(--accent)}
        figure{margin:0}
        svg{display:block;width:100%;max-width:40rem;height:auto}
        svg rect{fill:var(--accent)}
        svg line{stroke:var(--line)}
        svg text{font-size:12px;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px}
        svg .middle{text-anchor:middle}
        svg .end{text-anchor:end}
        svg .axis{fill:var(--soft)}
        figcaption,.note{margin:0 0 .7rem;font-size:.92rem;color:var(--soft)}
        figcaption{margin-top:.5rem}
        .words{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem;margin:0}
        .words dt{font-weight:600}
        .words dd{margin:0}
        @media(max-width:40rem){main{margin:0;padding:1.2rem 1rem;border:0}h1{font-size:1.4rem}.bar{width:5rem}.role,td.number{white-space:normal}th,td{padding:.4rem .35rem}\
        .figures{grid-template-columns:1fr 1fr}}
        @media print{@page{size:A4;margin:16mm}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
        html{font-size:12px}h2{margin-top:1.7rem}body{background:none}main{max-width:none;margin:0;padding:0;border:0}.scroll{overflow:visible}\
        h2,.note{break-after:avoid}tr,figure,.verdict,.figures div{break-inside:avoid}thead{display:table-header-group}}
        """
}
