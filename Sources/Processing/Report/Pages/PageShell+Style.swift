extension PageShell {
    /// The pages' only style sheet; system fonts, light and dark, readable on a telephone and on paper. All text has a
    /// contrast of at least 4.5 : 1.
    static let style = """
        :root{--ink:#1a2330;--soft:#556070;--line:#d8dee7;--faint:#eceff4;--paper:#fff;--ground:#f2f4f8;--accent:#23588f;\
        --before:#9aa7b8;--after:#2f74b8;--other:#c7903a;--good:#14633c;--goodground:#e8f4ed;--bad:#9f2a18;--badground:#fbecea;\
        color-scheme:light dark}
        @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a5b0bf;--line:#364152;--faint:#26303d;--paper:#171e28;\
        --ground:#0f141b;--accent:#8fbdf0;--before:#6d7b8e;--after:#5b9fe3;--other:#d6a24e;--good:#7fd3a3;--goodground:#16301f;\
        --bad:#ff9d8c;--badground:#3a1d18}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.75 "Hiragino Sans","Noto Sans CJK JP",\
        "Noto Sans JP","Yu Gothic",Meiryo,system-ui,sans-serif;-webkit-text-size-adjust:100%}
        .switch{position:absolute;opacity:0;pointer-events:none}
        .languages{display:flex;justify-content:flex-end;gap:.3rem;max-width:64rem;margin:1rem auto -.6rem;padding:0 1rem}
        .languages label{padding:.15rem .9rem;border:1px solid var(--line);border-radius:2rem;background:var(--paper);\
        color:var(--soft);font-size:.85rem;cursor:pointer}
        #to-ja:checked~.languages label[for=to-ja],#to-en:checked~.languages label[for=to-en]{background:var(--accent);\
        border-color:var(--accent);color:var(--paper)}
        #to-ja:focus-visible~.languages label[for=to-ja],#to-en:focus-visible~.languages label[for=to-en]{outline:3px solid \
        var(--after);outline-offset:2px}
        #to-ja:checked~main .en,#to-en:checked~main .ja{display:none}
        main{max-width:64rem;margin:1.6rem auto;padding:2.6rem 3.2rem;background:var(--paper);border:1px solid var(--line);\
        border-radius:8px}
        header{padding-bottom:1.6rem;border-bottom:3px solid var(--accent)}
        .kind{margin:0;color:var(--accent);letter-spacing:.18em;font-size:.85rem;font-weight:600}
        h1{margin:.1em 0 .6em;font-size:1.75rem;line-height:1.35}
        section{scroll-margin-top:1rem}
        h2{margin:2.8rem 0 .7rem;font-size:1.22rem;line-height:1.4;padding-left:.65rem;border-left:5px solid var(--accent)}
        h3{margin:1.6rem 0 .5rem;font-size:1rem;line-height:1.45}
        p{margin:0 0 .8rem}
        .verdict{margin:0 0 1.2rem;padding:.9rem 1.1rem;border-radius:6px;background:var(--goodground);\
        border-left:6px solid var(--good)}
        .verdict.bad{background:var(--badground);border-color:var(--bad)}
        .verdict strong{display:block;font-size:1.1rem}
        .good strong,b.good{color:var(--good)}
        .bad strong,b.bad{color:var(--bad)}
        b{white-space:nowrap;font-weight:700}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.7rem;margin:0}
        .figures div{padding:.55rem .9rem;border:1px solid var(--line);border-radius:6px}
        .figures dt{font-size:.8rem;color:var(--soft)}
        .figures dd{margin:0;font-size:1.5rem;line-height:1.4;font-variant-numeric:tabular-nums;white-space:nowrap}
        .figures small{font-size:.8rem;color:var(--soft);margin-left:.3em}
        .contents ol{margin:1rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.88rem}
        .contents a{color:var(--accent);text-decoration:none}
        .contents a:hover,.contents a:focus{text-decoration:underline}
        .scroll{overflow-x:auto}
        .scroll:focus-visible{outline:3px solid var(--after);outline-offset:2px}
        table{width:100%;border-collapse:collapse;font-size:.92rem;line-height:1.6}
        th,td{padding:.5rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        thead th{background:var(--faint);white-space:nowrap;font-size:.86rem}
        th{font-weight:600;overflow-wrap:break-word}
        .ja th{word-break:keep-all}
        th small,td small{display:block;min-width:8rem;font-weight:400;font-size:.8rem;color:var(--soft);word-break:normal}
        .role{white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        td ul{margin:0;padding-left:1.1em}
        code{font-size:.82rem;font-weight:400;word-break:break-all}
        .bar{display:block;min-width:4rem;height:.55rem;margin:.2rem 0;background:var(--faint);border-radius:2px}
        td.number .bar{width:8rem;margin-left:auto}
        .bar i{display:block;min-width:2px;height:100%;border-radius:2px}
        i.before{background:var(--before)}i.after{background:var(--after)}i.other{background:var(--other)}\
        i.open{background:repeating-linear-gradient(45deg,var(--before) 0 2px,transparent 2px 5px)}i.line{background:var(--line)}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.2rem 0 .7rem;font-size:.85rem;color:var(--soft)}
        .legend i{display:inline-block;width:.9rem;height:.7rem;margin-right:.4rem;border-radius:2px}
        .charts{columns:19rem 2;column-gap:1.2rem}
        .chart{break-inside:avoid;margin:0 0 1.2rem;padding:.8rem 1rem;border:1px solid var(--line);border-radius:6px}
        .chart h3{margin:0 0 .2rem}
        .chart table{font-size:.84rem;line-height:1.35;table-layout:fixed}
        .chart th,.chart td{padding:.14rem .3rem;border:0;vertical-align:middle}
        .chart th{width:36%;font-weight:400;overflow-wrap:anywhere;word-break:normal}
        .chart td.number{width:22%;font-size:.8rem;color:var(--soft)}
        .chart .bar{height:.4rem;margin:.1rem 0;background:none}
        .chart p{margin:.3rem 0 0;font-size:.8rem;line-height:1.5;color:var(--soft)}
        .matrix{width:auto}
        .matrix th,.matrix td{padding:.35rem .5rem;text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums;\
        font-size:.82rem;border:1px solid var(--line)}
        .matrix th{background:var(--faint)}.matrix tbody th{text-align:right}
        .range{position:relative;display:block;width:10rem;height:.8rem;margin:.3rem 0;background:var(--faint);border-radius:2px}
        .range i{position:absolute;top:0;height:100%;min-width:3px;background:var(--after);border-radius:2px}
        .range u{position:absolute;top:-.15rem;width:2px;height:1.1rem;background:var(--ink)}
        .range s{position:absolute;top:-.15rem;width:2px;height:1.1rem;background:var(--bad)}
        figure{margin:0 0 1rem}
        svg{display:block;width:100%;max-width:32rem;height:auto}
        svg .before{fill:var(--before)}svg .after{fill:var(--after)}svg .faint{fill:var(--faint)}svg .other{fill:var(--other)}\
        svg .open{fill:var(--line)}
        svg .cell{fill:var(--paper);stroke:var(--line)}svg .out{fill:var(--faint);stroke:none}
        svg line{stroke:var(--line)}
        svg text{font-size:12px;fill:var(--ink)}
        svg .middle{text-anchor:middle}svg .end{text-anchor:end}svg .axis{fill:var(--soft);font-size:11px}\
        svg .on{fill:var(--paper);font-weight:600}
        figcaption,.note{margin:0 0 .8rem;font-size:.92rem;color:var(--soft)}
        figcaption,.rest{margin-top:.7rem}
        .words{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.2rem;margin:0}
        .words dt{font-weight:600}.words dd{margin:0}
        ul.can,ul.cannot,ul.duties{margin:.2rem 0 .8rem;padding:0;list-style:none}
        ul.can li,ul.cannot li,ul.duties li{position:relative;padding:.15rem 0 .15rem 1.7rem}
        ul.can li::before,ul.cannot li::before,ul.duties li::before{position:absolute;left:.2rem;font-weight:700}
        ul.can li::before{content:"○";color:var(--good)}ul.cannot li::before{content:"×";color:var(--bad)}\
        ul.duties li::before{content:"■";color:var(--accent);font-size:.7rem;top:.45rem}
        @media(max-width:40rem){body{background:var(--paper)}main{margin:.8rem 0 0;padding:1rem 1rem 2rem;border:0;border-radius:0}\
        h1{font-size:1.4rem}h2{margin-top:2.2rem}th,td{padding:.4rem .35rem}\
        .cards thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}.cards,.cards tbody,.cards tr{display:block}\
        .cards tr{padding:.45rem 0;border-bottom:1px solid var(--line)}.cards th[scope=row],.cards td{display:block;border:0;\
        padding:.15rem .2rem}.cards td{position:relative;min-height:1.6em;padding-left:7.6rem;text-align:left;white-space:normal}\
        .cards td::before{content:attr(data-head);position:absolute;left:.2rem;width:7rem;font-size:.8rem;color:var(--soft)}\
        .cards td.number .bar{width:100%;max-width:10rem;margin-left:0}.figures{grid-template-columns:1fr 1fr;gap:.5rem}.figures dd{font-size:1.25rem}\
        .words{grid-template-columns:1fr;gap:0}.words dd{margin-bottom:.6rem}\
        .range{width:6rem}}
        @media print{@page{size:A4;margin:15mm}:root{--ink:#111;--soft:#444;--line:#c8c8c8;--faint:#eee;--paper:#fff;\
        --accent:#23588f;--before:#9aa7b8;--after:#2f74b8;--other:#c7903a;--good:#14633c;--goodground:#e8f4ed;--bad:#9f2a18;\
        --badground:#fbecea;color-scheme:light}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
        html{font-size:11.5px}h2{margin-top:1.8rem}body{background:none}.languages,.contents,.switch{display:none}\
        main{max-width:none;margin:0;padding:0;border:0}.scroll{overflow:visible}.charts{columns:2}\
        svg{max-width:26rem}h2,h3,.note{break-after:avoid}tr,figure,.verdict,.chart,.figures div,li{break-inside:avoid}\
        thead{display:table-header-group}}
        """
}
