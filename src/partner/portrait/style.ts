import { PALETTE as c } from './palette.ts';

/** The style sheet of the printed pages: no font, image or address from elsewhere; A4 and Letter alike. */
export const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
html{font-size:17px}
body{margin:0;background:${c.paper};color:${c.ink};font-family:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,Cambria,serif;line-height:1.5;font-variant-numeric:lining-nums tabular-nums;hanging-punctuation:first}
main,header,footer{max-width:46rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.6rem}
h1,h2,h3,th,.label,.facts,svg text,.key{font-family:"Avenir Next",Avenir,"Segoe UI","Helvetica Neue",Helvetica,Arial,sans-serif}
h1{font-size:2.15rem;line-height:1.12;letter-spacing:-.018em;margin:.35rem 0 .3rem;font-weight:650;color:${c.accent};text-wrap:balance}
h2{font-size:1.32rem;line-height:1.25;margin:2.6rem 0 .5rem;font-weight:650;letter-spacing:-.008em;padding-top:.8rem;border-top:2px solid ${c.accent};text-wrap:balance}
h3{font-size:1rem;margin:1.7rem 0 .45rem;font-weight:650}
h2.sub{font-size:1rem;margin:1.7rem 0 .45rem;padding:0;border:0;letter-spacing:0}
p{margin:.5rem 0 .8rem;max-width:40rem;overflow-wrap:break-word}
.lead{font-size:1.12rem;color:${c.quiet};margin:.1rem 0 1.1rem}
.label{font-size:.72rem;letter-spacing:.09em;text-transform:uppercase;color:${c.quiet};font-weight:600}
.mark{display:flex;align-items:center;gap:.55rem}
.mark svg{width:1.9rem;height:1.3rem;fill:none;stroke:${c.accent};stroke-width:3}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:0;margin:1.2rem 0 1.4rem;border:1px solid ${c.rule};border-radius:4px;font-size:.86rem}
.facts div{padding:.6rem .85rem;box-shadow:1px 0 0 ${c.rule}}
.facts dt{color:${c.quiet};font-size:.74rem;margin:0}
.facts dd{margin:.1rem 0 0;font-weight:600;overflow-wrap:anywhere}
.notice{background:${c.notice};border-left:4px solid ${c.noticeEdge};padding:.7rem 1rem;margin:1rem 0}
.notice p{margin:.2rem 0}
.panel{background:${c.panel};border-radius:4px;padding:.3rem 1.1rem .5rem;margin:1.1rem 0}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1.4rem}
.pair h3{margin-top:.8rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0 1rem}
caption{text-align:left;font-size:.84rem;color:${c.quiet};padding:0 0 .35rem}
th{font-size:.76rem;font-weight:600;color:${c.quiet};text-align:left;vertical-align:bottom}
th,td{padding:.38rem .7rem .38rem 0;border-bottom:1px solid ${c.rule}}
tbody th{color:${c.ink};font-size:.9rem;vertical-align:top}
td{vertical-align:top}
.n{text-align:right;white-space:nowrap}thead .n{white-space:normal}th>.mono{display:inline-block;min-width:8.5rem}
.under{display:block;font-size:.78rem;color:${c.quiet};font-weight:400}
.groups th:first-child{width:26%;white-space:normal}.groups thead th{padding-right:.5rem}
.own th,.own td{background:${c.panel}}.choices th:first-child{padding-left:.4rem}
a{color:${c.accent}}.summary th:first-child{width:34%}.summary td:last-child{width:26%}.choices thead th,.summary thead th,.groups thead th{white-space:normal}.panel ul ul{margin:.1rem 0 .4rem}
.groups caption{font-weight:600;color:${c.ink}}
h4{margin:.6rem 0 .2rem;font-size:.92rem}
.small{font-size:.84rem;color:${c.quiet}}
.hidden-count{color:${c.quiet};font-style:italic}
figure{margin:.8rem 0 .2rem}
.chart{display:block;width:100%;height:auto;overflow:visible}
svg text{font-size:14px;fill:${c.ink}}
svg .quiet,svg .tick{fill:${c.quiet};font-size:12.5px}
svg .tick{text-anchor:middle}
svg .end,svg .tick.end{text-anchor:end}
svg .figure{font-weight:600;font-size:13px}
svg .on{font-weight:650;font-size:13.5px}
.very-high{fill:${c['very-high']}}.high{fill:${c.high}}.moderate{fill:${c.moderate}}.low{fill:${c.low}}.very-low{fill:${c['very-low']}}
svg .very-high-on,svg .high-on,svg .low-on,svg .very-low-on{fill:${c.paper}}svg .moderate-on{fill:${c.ink}}
.hidden-part{fill:${c.panel};stroke:${c.quiet};stroke-dasharray:4 3}
.raises{fill:${c.high}}.lowers{fill:${c.low}}.weighs{fill:${c.accent}}
.axis{stroke:${c.ink};stroke-width:1.2}.grid{stroke:${c.grid};stroke-width:1}
.whisker{stroke:${c.accent};stroke-width:3;stroke-linecap:round}.dot{fill:${c.accent};stroke:${c.paper};stroke-width:1.5}
.curve{fill:none;stroke:${c.accent};stroke-width:2.5}.diagonal{stroke:${c.quiet};stroke-dasharray:5 4}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:0 1.2rem}.three ul{margin:.2rem 0 .6rem;padding-left:1rem;font-size:.9rem}
.grouped{fill:${c.quiet}}svg .weighs-on,svg .grouped-on{fill:${c.paper}}td.grouped{color:${c.quiet}}
.key{display:inline-block;font-size:.82rem;font-weight:600;white-space:nowrap}
.key svg{width:.8em;height:.8em;margin-right:.45em}
ul{padding-left:1.15rem;max-width:40rem}li{margin:.25rem 0}
.factors{margin:0;padding:0;list-style:none;font-size:.84rem;line-height:1.35}
.factors li{margin:.1rem 0}
.key.band{font-size:1.05rem}.forecast h4{margin-top:.5rem}.forecast .panel{font-size:.92rem;padding-bottom:.3rem}.forecast .panel h4{margin:.5rem 0 .1rem;font-size:.98rem}.forecast .panel ul{margin:.3rem 0;max-width:none}.forecast .panel li{margin:.15rem 0}
.beside{display:grid;grid-template-columns:5fr 6fr;gap:0 1.4rem;align-items:center}.beside p{margin:.3rem 0}.facts.slim{grid-template-columns:repeat(auto-fit,minmax(7.4rem,1fr));margin:.7rem 0}.facts.slim div{padding:.4rem .7rem}
.pupil>.label{margin:-.3rem 0 .5rem}.closing{border-top:1px solid ${c.rule};padding-top:.6rem;font-weight:600}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2.5rem;font-size:.82rem;color:${c.quiet}}
footer .rule{border-top:1px solid ${c.rule};padding-top:.9rem}
.mono{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85em;overflow-wrap:anywhere}
@media (max-width:38rem){html{font-size:16px}.factors{overflow-wrap:anywhere}.pair,.three,.beside{grid-template-columns:1fr}table{font-size:.8rem}.n{white-space:normal}th,td{padding-right:.35rem}th{font-size:.7rem;overflow-wrap:anywhere;hyphens:auto}th.n{overflow-wrap:break-word}th>.mono{min-width:0}tbody th{font-size:.78rem}.bar{width:3.4rem}.under{font-size:.7rem}.groups,.summary{table-layout:fixed}.summary td{overflow-wrap:anywhere}.choices th{font-size:.62rem;overflow-wrap:normal;padding-right:.2rem}.choices tbody th{font-size:.76rem}.choices .under{font-size:.6rem}.choices td{padding-right:.2rem}}
@page{margin:18mm 17mm 20mm}
@media print{
html{font-size:10.4pt}
main,header,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
h2{margin-top:1.6rem}
h1,h2,h3,caption{break-after:avoid}
figure,.panel,.notice,tr,.facts,.keep{break-inside:avoid}
.model,.pupil+.pupil{break-before:page}
.pupil{font-size:.93rem}.pupil h2{margin-top:.4rem}.pupil h3{margin-top:1.1rem}.pupil .notice{padding:.35rem .8rem;margin:.5rem 0}.forecast .panel{font-size:.88rem;margin:.5rem 0}.pupil .small,.closing{margin:.3rem 0}
thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`.trim();
