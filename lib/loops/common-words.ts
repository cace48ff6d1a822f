/**
 * Words of which a turn can be made without saying anything: those of grammar, which count for nothing, and those of
 * courtesy, agreement, planning and handing over, which count for little. English and German.
 */
export const grammarWords = `
a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over to up with without within
about above across after against along among around before behind below beneath beside between beyond down during except inside near since
through throughout till toward towards under until upon via while i me my mine myself we us our ours ourselves you your yours yourself
yourselves he him his himself she her hers herself it its itself they them their theirs themselves who whom whose which what when where why how
be am is are was were been being do does did done doing have has had having can could may might must shall should will would ought cannot
not no nor none neither either both all any each every few more most much many some such other another same own only just very too also even
still again here there now ever never always often once twice don doesn didn won wouldn couldn shouldn isn aren wasn weren hasn haven hadn ll ve re d s t m let
der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen und oder aber denn sondern doch wenn falls dann als wie
am an auf aus bei bis durch fur gegen gegenuber hinter im in ins mit nach neben ohne seit um unter uber vom von vor zu zum zur zwischen zwar ich mich mir mein meine meiner meinem
meinen wir uns unser unsere unserer unserem unseren du dich dir dein deine deiner deinem deinen sie ihnen ihr ihre ihrer ihrem ihren euch euer eure er ihn ihm sein seine
seiner seinem seinen es man sich wer wen wem wessen was wann wo warum weshalb wieso welche welcher welches welchem welchen bin bist ist sind seid war waren warst wart gewesen sei
ware waren habe hast hat haben hatte hatten hatte hatten gehabt werde wirst wird werden wurde wurden wurde wurden worden kann kannst konnen konnte konnten konnte konnten muss mussen
musste mussten soll sollen sollte sollten darf durfen durfte will wollen wollte wollten mag mogen mochte mochten nicht nichts nie niemals auch noch nur schon sehr so zu mehr meist viel viele
wenig alle alles allem allen jeder jede jedes jedem jeden manche andere anderer anderes anderen anderem selbst hier dort da nun jetzt immer wieder mal dass ob damit dazu daran darauf darin davon dafur
dabei daher darum deshalb deswegen etwas irgend eben halt ja etwa bzw
le la les un une des du de et ou mais donc pour par avec sans sur sous dans je tu il elle nous vous ils elles mon ton son ce cet cette ces est sont pas ne que qui
el los las una unos unas y o pero por para con sin sobre en yo nosotros usted ustedes ellos mi su es son no que se lo al del muy
`

export const talkWords = `
thank thanks thankful thx ty appreciate appreciated appreciation grateful gratitude cheers obliged kind kindly kindness welcome pleasure pleased delighted delight glad happy honor honour lovely
wonderful great good nice fine excellent perfect awesome amazing brilliant fantastic super terrific splendid marvellous marvelous fabulous best better well cool sweet likewise mutual anytime
always truly really indeed absolutely definitely certainly totally completely exactly precisely right correct true surely sure yes yeah yep yup ok okay alright agree agreed agreement agreeable
acknowledge acknowledged acknowledgement ack copy roger noted understood understand received receipt confirm confirmed confirmation confirming gotcha sounds sound see hear heard
please sorry apology apologies apologize apologise pardon excuse forgive regret worry worries problem trouble bother mind
hello hi hey greetings bye goodbye farewell day evening morning afternoon night weekend week today tomorrow yesterday tonight later soon ahead forward enjoy luck care hope wish
decide decided decision deciding choose choice chosen pick picked picking select selected option options prefer preference preferred preferring call judge judgment judgement opinion view views thought thoughts
think thinking believe feel feeling guess suppose consider considering suggest suggestion propose proposal recommend recommendation advise advice idea ideas matter matters
defer deferring leave leaving yield trust trusting rely follow following lead leading leadership expert expertise wisdom experience experienced knowledge know known knows whichever whatever whoever wherever
go going goes gone went come comes coming came get gets getting got give gives giving gave given take takes taking took taken make makes making made put keep keeps keeping kept bring brings bringing hold holding held
turn turns turning set setting try tried tries trying attempt attempts attempting retry retries retrying use using used work works working worked move moving moved want wants wanted wanting need needs needed needing
require required requires requirement requirements must necessary possible able unable depend depends depending dependent rest rests
start starts starting started begin begins beginning began begun commence kick launch launching proceed proceeding continue continues continuing continued resume resuming finish finishing finished end ends ending ended
complete completed completing completion done ready prepared prepare preparing prepares stop stops stopping stopped wait waits waiting waited await awaits awaiting pending standby stand standing hang paused pause blocked block blocking blocker stuck hold
send sends sending sent forward forwarding forwarded pass passes passing passed hand hands handing handed handoff handover share shares sharing shared deliver delivers delivering delivered provide provides providing provided
submit submits submitting submitted return returns returning returned receive receives receiving supply supplying transfer transferring transferred route routing routed redirect redirecting redirected escalate escalating escalated delegate delegating assign assigning assigned
back review reviews reviewing reviewed reviewer check checks checking checked recheck look looks looking looked examine inspect inspecting verify verifying verified verification validate validation read reading
approve approves approving approved approval sign signoff signature accept accepts accepting accepted acceptance reject rejected decline declined refuse refused object objection fix fixed fixing
correct correcting adjust adjusting adjustment change changes changing changed update updates updating updated edit edits editing edited revise revises revising revised revision modify modified alter improve improving improved improvement
ask asks asking asked request requests requesting requested question questions answer answers answering answered reply replies replying replied respond responds responding responded response responses tell telling told say says saying said
speak speaking talk talking discuss discussing discussed discussion mention mentioned mentioning explain explaining explained clarify clarifying clarified clarification clarity clear clearer unclear specify specific specifics specified
inform informing informed information info detail details detailed describe description elaborate elaborating context input inputs feedback comment comments note notes notify report reports reporting reported status situation state stated summary summarize
plan plans planning planned outline outlining roadmap strategy strategic strategize approach approaches method process procedure framework structure agenda scope goal goals objective objectives priority priorities prioritize prioritise align aligned alignment align sync
organize organise coordinate coordination brainstorm explore exploring figure define defining defined determine determining establish map mapping
step steps next first last final finally initial initially then previous previously earlier before after prior current currently latest new old phase stage stages milestone milestones task tasks item items point points
part parts piece side thing things way ways kind sort bit lot time times moment minute minutes hour hours days weeks now immediately shortly quickly quick slowly once already yet still again repeatedly repeat repeating repeated another further additional extra
more less most least everything anything something nothing everyone anyone someone nobody
team project job issue issues concern concerns concerning case cases topic topics subject matter document documents doc file files draft drafts version versions result results output outcome outcomes
effort help helps helping helped helpful support supports supporting supported assist assisting assistance collaborate collaborating collaboration collaborative partner partnership together jointly mutual mutually joint
important importance crucial essential key vital critical main major useful valuable value worth meaningful appropriate suitable proper properly necessary
however therefore thus hence because since although though unless whether otherwise instead rather meanwhile besides moreover regarding regards according actually basically simply especially particularly probably perhaps maybe likely
possibly exactly quite almost nearly enough long short big small high low early late full whole entire different similar various several couple
like love liked likes hate allow allows let lets show shows showing shown seem seems seemed appear appears find finds finding found call calls calling called name meet meeting stay staying remain remains remaining remained
become becomes happen happens happened occur mean means meaning meant involve include includes including included add adding added remove cover contain belong
responsible responsibility ownership own owner owns owned turn role duty authority floor ball court reach reaching touch contact ping pong nudge remind reminder reminders reminding bump hear listening listen
deal handle handles handling handled manage managing managed manager address addressing resolve resolving resolved solve solving solved solution solutions
glad honored humbled privilege honest honestly sincere sincerely warm warmly deep deeply heartfelt immense immensely enormous incredibly extremely utterly beyond bottom heart generous generosity gracious graciously courtesy courteous polite politeness compliment praise flattered modest humble respect respectful
share feel same vice versa likewise insist insisting insistent persist maintain argue argument point standpoint position stance stick sticking firm firmly convinced convincing disagree disagreement contrary wrong mistaken incorrect false nope nah never
fail fails failed failing failure error errors unsuccessful success successful successfully luck progress stuck same identical unchanged
person people human user colleague colleagues friend folks guys sir madam dear boss
place front line hand eye mind word words message messages thread conversation exchange chat channel note inbox mail email letter
anytime whenever wherever however soon asap promptly urgently urgent patient patience patiently
course deserve deserves deserved deserving impressive impressed impress remarkable outstanding exceptional incredible stellar superb magnificent phenomenal touched blessed fortunate lucky admire admiration inspire inspiring inspiration thoughtful considerate regards wishes indebted debt owe owed earned merit credit talent talented skill skilled enthusiasm excited exciting thrilled eager eagerly assure assured rest assured entire entirely truth true flatter flattered flattering guidance guide guides guiding open openly strong strongly weak identify identified identifying foundation solid effective effectively efficient efficiently
comprehensive overall overview consensus compromise common ground middle meet halfway willing unwilling reluctant hesitate hesitant sure unsure certain uncertain doubt doubtful confident confidence comfortable convenient convenience available availability free busy present absent aware unaware familiar capable competent qualified authority authorized authorised permission permit permitted entitled position judgement wise wiser smart insight insights perspective perspectives thinking mindset vision direction directions path way route momentum
concrete actual real exact precise accurate complete thorough careful carefully attention focus focused concentrate emphasis emphasize aspect aspects factor factors element elements component components area areas field level levels range degree extent reason reasons cause effect impact consequence fact facts truth evidence base basis based
look looking forward hearing hear eagerly anticipate anticipating expect expects expected expecting assume assumed assuming suspect presume imagine realize realise recognize recognise remember recall forget forgot forgotten notice noticed observe observed watch watching
mine yours theirs turn sequence chain circle loop circular deadlock stalemate standstill impasse
unless whereas whilst nevertheless nonetheless furthermore additionally consequently accordingly hence thereby upon regardless despite
ask tell say anew afresh over afterwards beforehand meantime sometime someday anyway anyhow somehow somewhat rather fairly pretty quite
send resend resubmit reattach rerun retry reopen recheck restate rephrase reiterate reconsider reassure remain
seems gets needs wants likes goes keeps lets
today tonight evening weekend
job duty duties remit department desk responsibility responsible purview domain jurisdiction competence accountable accountability queue
transfer transferred transferring bounce bounced bouncing pass passed toss refer refers referred referring consult contact turn ask speak
missing lack lacks lacking absent incomplete unfinished outstanding overdue delayed delay late
drop dropped lost lose away drive eye
sag sagt einmal umgekehrt geschmack ab trefflich beeindruckend beeindruckt grossartig fantastisch herausragend bemerkenswert verdienst verdient verdiene lob loben anerkennung talent begabt fahigkeit begeistert begeisterung ehrlich wahrheit versichere versichern schmeichelst schmeicheln anleitung fuhrung grundlage solide umfassend ganzheitlich konsens kompromiss bereit willens zogern sicher unsicher zweifel zuversicht verfugbar frei beschaftigt bekannt fahig kompetent befugt berechtigt erlaubnis einsicht einblick sichtweise blickwinkel perspektive richtung konkret genau prazise sorgfaltig aufmerksamkeit fokus aspekt faktor bereich ebene grund grunde ursache auswirkung folge tatsache basis
jederzeit geschehen unterschied difference differences friendly freundschaft enjoyed enjoying treat fun shame pity erhoffe hoffe hoffen erwartung annehmen vermute vermuten erinnere erinnern vergessen bemerkt beobachten reihenfolge kreis schleife stillstand sackgasse trotzdem dennoch ausserdem zudem folglich dementsprechend unabhangig irgendwann irgendwie jedenfalls sowieso ziemlich erneut fehlt fehlen fehlte unvollstandig verspatet verzogerung zugestandnis abteilung fachbereich ressort kummern kummere kummert gelegentlich sonstige beliebig belieben wunsch wunsche wunschen gerngeschehen willkommen abwechselnd jeweils vorziehe entscheidungsfreiheit freie hand
sprechen spreche rede reden hore horen bescheid gib gibt nimm nehme mach macht sieh schau geh komm lass warte bleib bleibe steh stehe steht stand stehen setze gesetzt setzen
joy joyful sing heart hearts treasure thousand million sunshine smile smiles bless blessing dear warmth laugh haha hehe lol wow yay aww bunch tons loads mate buddy pal rock bye
bow taste suit suits suited impose imposing imposed settle settled settling opt opting lean leaning inclined incline favor favour favourite favorite whim wish wishes say saying word deem deems fit sees reckon figure figured fancy content indifferent neutral flexible easygoing
lay layout laid phase phased phases entail entails sensible pay pays paid straight stage rolling roll ought underway groundwork kickoff preliminary initial initially upfront bigger picture broad broader high-level holistic synergy leverage actionable deliverable deliverables takeaway takeaways stakeholder stakeholders iterate iterating cadence track tracks tracking ensure ensures ensuring
fill filled filling pull pulled sit sits hinge hinges hinging rule rules shut blank empty closed opened write writes writing written type typed
arrive arrives arrived arriving signal ready far transmit
maintain maintains reliable unreliable quick slow fast faster slower cheap cheaper claim claims insist counter prove proves evidence reasonable unreasonable fair unfair budge concede concession yield figure bottom line
fetch fetched grab grabs drop dropping dropped sort sorted sorting manage clear cleared clean cleaned carry carried carries bear turned turning switch switched lead led
apart alongside underneath elsewhere anybody nobody everybody nowhere everywhere
assume assuming guarantee guaranteed promise promised promises commit committed pledge vow oblige obliged bound
attach attached attaching enclose enclosed post posted publish published upload uploaded download downloaded
possibly presumably apparently evidently obviously naturally frankly genuinely seriously literally basically essentially fundamentally generally usually normally typically often rarely sometimes always constantly continuously
gladder happily kindly humbly dearly fondly
vergnugen vergnuglich ausgesprochen redlich gebuhrt gebuhren ehrt geehrt wohl herz segen wunsche sonne lacheln tausend schatz
vorgreifen vollig freie fest festlegen festzulegen votum ihrig ihrigen trage tragen mittragen beschliesse beschliessen beschlossen unbedingt dransetzen durchdacht durchdachtes miete angehen eher desto ruhe baldmoglichst irgendwas mussten ubrigens sowie gegebenenfalls selbstredend durchaus freilich gewissermassen sozusagen grundsatzlich prinzipiell generell normalerweise meistens oft manchmal selten standig dauernd
steht feststeht feststehen richtet gestalten texten motiv bestehe besteht zustimmt zugestimmt stimm gebt gib
vorschlagen abwagen abgewogen abwagung beraten beratschlagen austauschen austausch verstandigen verstandigung angleichen klarheit orientierung rahmenbedingungen zielsetzung stossrichtung
schreiben schreibe geschrieben hochladen hochgeladen veroffentlichen anhangen angehangt beifugen beigefugt fullen ausfullen ausgefullt eintragen eingetragen
hole holen geholt fuhre fuhren gefuhrt trete treten sitze sitzen ziehen ziehe gezogen offnen offne geoffnet schliessen schliesse geschlossen leer besetzt
versprechen verspreche versprochen zusagen zusage garantieren garantiere zusichern
danke dank dankeschon bedanke bedanken bedankt vielen herzlich herzlichen herzlichst gern gerne bitte bitteschon ursache freut freue freuen freude froh glucklich dankbar dankbarkeit wertschatzung schatze nett lieb liebe liebenswurdig freundlich freundlichkeit
gruss grusse hallo guten gut gute guter gutes besser besten beste bestens prima super toll klasse wunderbar hervorragend ausgezeichnet perfekt schon schone schones schonen tag abend morgen nacht woche wochenende heute gestern spater bald gleich sofort umgehend demnachst
ja jawohl nein nee doch klar natuerlich naturlich selbstverstandlich sicher sicherlich gewiss genau richtig stimmt korrekt einverstanden verstanden verstehe verstehen alles okay bestatige bestatigt bestatigung bestatigen notiert erhalten angekommen zustimmen zustimmung stimme
entschuldigung entschuldige entschuldigen verzeihung leid leider problem sorge sorgen
entscheide entscheiden entscheidest entscheidet entscheidung entschieden wahle wahlen wahlst wahl aussuchen bevorzugen bevorzuge vorziehen lieber meinung ansicht meine meinst meinen finde findest finden denke denken denkst glaube glauben vorschlag vorschlage vorschlagen schlage vorschlagt empfehle empfehlung empfehlen idee ideen gedanke gedanken uberlassen uberlasse uberlasst vertraue vertrauen vertraut ermessen egal recht
richten richte beurteilen urteil einschatzung anschliessen schliesse besserwissen erfahrung wissen weiss weisst kenne kennst kennen
gehen gehe geht ging gegangen kommen komme kommt kam gekommen geben gebe gibst gibt gab gegeben nehmen nehme nimmst nimmt nahm genommen machen mache machst macht machte gemacht tun tue tut tat getan stellen stelle gestellt legen lege liegt liegen lag halten halte haltst halt hielt gehalten bringen bringe gebracht lassen lasse lasst liess gelassen
brauchen brauche brauchst braucht brauchte benotige benotigen benotigt erforderlich notwendig notig moglich moglichkeit abhangig hangt abhangt sobald solange bevor nachdem vorher zuerst zunachst erst danach anschliessend schliesslich zuletzt vorab
anfangen anfange fange fangen angefangen beginnen beginne beginnt begonnen starten starte startet gestartet start loslegen fortfahren fahre fort weiter weitermachen weiterhin fertig abschliessen abgeschlossen beenden beendet ende erledigt erledigen vollstandig bereit vorbereiten vorbereitet vorbereitung stopp stoppen
warten warte wartest wartet gewartet abwarten erwarten erwarte ausstehend offen pausiert blockiert hange festgefahren
senden sende sendest sendet gesendet schicken schicke schickst schickt geschickt zuschicken weiterleiten leite leiten weitergeleitet weitergeben gebe ubergeben ubergebe ubergabe ubernehmen ubernehme ubernimmst ubernimmt ubernommen liefern liefere geliefert bereitstellen bereitgestellt teilen teile geteilt zuruck zuruckgeben zurucksenden vorlegen einreichen weiterreichen reiche verweise verweisen
prufen prufe pruft prufst gepruft prufung ansehen schauen schaue schaust geschaut anschauen uberprufen uberprufe uberpruft kontrollieren lesen lese gelesen
freigabe freigeben freigegeben genehmigen genehmigt genehmigung annehmen akzeptieren ablehnen abgelehnt
andern andere geandert anderung anderungen aktualisieren aktualisiert aktualisierung bearbeiten bearbeitet uberarbeiten uberarbeite uberarbeitet uberarbeitung verbessern verbessert anpassen angepasst korrigieren korrigiert beheben behoben losen losung gelost
fragen frage fragst fragt gefragt anfrage bitten gebeten antworten antworte antwort antwortet geantwortet ruckmeldung ruckmelden melden melde gemeldet sagen sage sagst sagt gesagt sprechen besprechen besprochen diskutieren erklaren erklare erklart erlautern klaren klare klarung klarstellen geklart unklar angabe angaben angeben mitteilen teile mitgeteilt informieren informiert information informationen details einzelheiten beschreiben erwahnt erwahnen wiederholen wiederhole nochmals nochmal erneut abermals
bericht stand status lage zusammenfassung hinweis kommentar eingabe rahmen
plan plane planen geplant planung gliederung strategie vorgehen vorgehensweise ablauf struktur ziel ziele umfang prioritat prioritaten priorisieren abstimmen abgestimmt abstimmung koordinieren organisieren festlegen festgelegt definieren uberlegen uberlege uberlegung erarbeiten entwickeln entwerfen konzept
schritt schritte nachste nachsten nachster nachstes erste ersten erster erstes letzte letzten endgultig aktuell derzeit momentan bisher vorherige alte alten neue neuen neuer neues phase aufgabe aufgaben punkt punkte teil teile seite sache sachen ding dinge weise art weg zeit mal moment augenblick minute minuten stunde stunden tage tagen
zusammen gemeinsam gegenseitig zusammenarbeit unterstutzen unterstutzung unterstutze helfen helfe hilft hilfe geholfen hilfreich team projekt arbeit arbeiten arbeite beitrag einsatz muhe
wichtig entscheidend wesentlich sinnvoll hauptsache wert nutzlich passend passt passe geeignet
jedoch allerdings daher somit also weil obwohl ausser sonst stattdessen eigentlich einfach besonders wahrscheinlich vielleicht eventuell ungefahr ganz genug lang kurz gross klein ganze gesamte verschieden ahnlich einige mehrere paar wirklich tatsachlich ausserordentlich ungemein unheimlich uberaus
bleiben bleibe bleibt blieb geblieben scheinen scheint heissen heisst bedeuten bedeutet gehoren gehort zustandig zustandigkeit verantwortlich verantwortung reihe dran zug rolle
seh sehe sehen sieht siehst dokument dokumente datei dateien entwurf version ergebnis ergebnisse ausgabe hoch
beharre bestehe bestehen darauf standpunkt uberzeugt widerspreche widersprechen anderer falsch irrtum
fehler fehlgeschlagen gescheitert scheitert erfolglos erfolg erfolgreich unverandert gleich gleiche gleichen dasselbe derselbe fortschritt
mensch leute kollege kollegin kollegen freund nachricht nachrichten gesprach wort worte herz ehre kompliment bescheiden hoflich hoflichkeit ebenso ebenfalls gleichfalls ganzen seite meinerseits deinerseits geduld geduldig dringend schnell rasch zeitnah
merci beaucoup plaisir rien oui non bien bon bonne tres encore attendre attends decider decidez choisir votre toi moi avis gracias nada placer si bueno bien muy esperar espero decidir decide elegir opinion usted
`

/** Words for the same thing, one group a line: a turn that only takes the other word says nothing new. */
export const sameThing = `
thank thanks thx appreciate grateful gratitude cheers danke dank dankbar bedanken merci gracias
welcome pleasure gladly anytime gern gerne bitteschon ursache
great good nice fine excellent perfect awesome wonderful fantastic lovely brilliant amazing super toll prima klasse wunderbar hervorragend
yes sure ok okay agreed agree absolutely indeed exactly right alright einverstanden klar genau richtig stimmt zustimmen
sorry apology apologies apologize apologise entschuldigung verzeihung
decide decision choose choice pick select call judgment entscheiden entscheidung entscheidest entscheide wahlen wahl aussuchen
prefer preference rather lieber bevorzugen
think believe feel opinion view thought meinung ansicht denke glaube finde
suggest suggestion propose proposal recommend recommendation advise vorschlag vorschlagen empfehlen empfehlung
leave defer trust yield rely uberlassen uberlasse vertraue vertrauen
start begin commence launch proceed anfangen beginnen starten loslegen
finish complete done end conclude fertig abschliessen beenden erledigt
wait await pending standby hold warten warte abwarten
send forward pass hand share deliver provide submit supply transfer senden schicken weiterleiten liefern ubergeben bereitstellen zuschicken
route redirect escalate delegate assign handover handoff verweisen weiterreichen
review check examine inspect verify look validate assess evaluate prufen prufung uberprufen ansehen anschauen kontrollieren durchsehen
approve approval signoff accept clearance authorise authorize authorisation authorization consent genehmigen genehmigung freigabe freigeben
fix correct repair patch resolve solve mend beheben korrigieren losen reparieren
change update edit revise modify alter adjust amend andern anderung aktualisieren bearbeiten uberarbeiten anpassen
ask request demand inquire question fragen frage anfrage bitten
answer reply respond response antworten antwort ruckmeldung
tell say inform mention state note mitteilen sagen informieren erwahnen
explain clarify clarification specify elaborate describe detail erklaren erlautern klaren klarstellen prazisieren
plan outline roadmap strategy approach agenda planen planung gliederung strategie konzept vorgehen
fail failure error broken crash unsuccessful fehlgeschlagen fehler gescheitert
try attempt retry versuch versuchen versuche
report document paper text write-up bericht dokument schriftstuck
summary overview synopsis digest recap abstract zusammenfassung uberblick
title heading headline caption titel uberschrift schlagzeile
draft sketch entwurf
cost price expense fee kosten preis gebuhr
budget funds funding money geld mittel
deadline date schedule timing termin frist zeitplan
client customer buyer kunde kundin kunden
ticket case request issue vorgang fall anliegen
file attachment datei anhang
data figures numbers stats statistics daten zahlen kennzahlen
button control schaltflache knopf
color colour hue shade tint farbe farbton
important essential crucial vital critical key wichtig entscheidend wesentlich
quick fast rapid speedy swift schnell rasch zugig
big large huge great gross
begin first initially zuerst zunachst erst
again anew repeatedly nochmals nochmal erneut abermals
`
