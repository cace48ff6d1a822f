import type { Order } from './orders.ts'

/** Of a language: what is set aside, what is hidden from whom, and how both are said. */
interface Tongue {
  control: RegExp
  /** Of those who may give them, or all of those there are. */
  authority: RegExp
  nullify: RegExp
  person: RegExp
  /** "Do not tell", in one. */
  conceal: RegExp
  /** What is not to be told: what the agent does. */
  own: RegExp
}

/** "Do not forget the rules" is the opposite. */
export const insists =
  /n['’]oubli|vergiss nicht|nicht vergessen|no (?:te )?olvid|não (?:se )?esque|non (?:ti )?(?:dimentic|scord)|niet vergeten|nie zapom|не забы|не забуд|glöm inte|unutma\b|不要忘|忘れないで/iu

const tongues: Tongue[] = [
  {
    control: /anweisung|instruktion|regel|vorgabe|richtlinie|weisung|befehl|einschränkung/i,
    authority:
      /vorher|bisher|früher|vorig|vorangegangen|zuvor|\balle\b|jegliche|sämtliche|system|admin|betreiber|entwickler|oben|ursprünglich|sicherheits|erhalten|organisation|plattform|mitgegeben|\bdir\b[^.]{0,30}\bgegeben/i,
    nullify:
      /ignorier|missacht|vergiss|vergessen sie|übergeh|(?:gilt|gelten)[^.]{0,30}nicht(?: mehr)?|nicht (?:mehr |länger )(?:gültig|bindend|verbindlich|beacht|befolg)|außer kraft|hinfällig|aufgehoben|verwirf|setz(?:e|en sie)[^.]{0,40}außer|hält? dich nicht/i,
    person: /nutzer|anwender|mensch|kund|person|niemand|jemand|auftraggeber/i,
    conceal:
      /(?:sag|verrat|verrät|erwähn|informier|zeig|teil|meld|erzähl|offenbar|bericht|nenn|wissen|erfahr)\w*[^.]{0,60}\b(?:nicht|niemals|nie|nichts|kein\w{0,2})\b|\b(?:nicht|niemals|nie|nichts|ohne|kein\w{0,2})\b[^.]{0,60}(?:sag|verrat|verrät|erwähn|informier|zeig|mitteil|meld|erzähl|offenbar|bericht|nenn|wissen|erfahr)/i,
    own: /\bdass du\b|diese[mnrs]? (?:text|schritt|änderung|datei|anweisung|abschnitt|aktion)|\b(?:davon|hiervon|darüber|dies(?:es)? (?:nicht|niemand))\b|was du (?:tust|änderst|machst)/i,
  },
  {
    control: /instruction|consigne|règle|directive|politique|restriction/i,
    authority:
      /précédent|antérieur|ci-dessus|système|administrateur|développeur|opérateur|\btoutes?\b|\btous\b|avant|reçu|initial|sécurité/i,
    nullify:
      /ignor|oubli|ne (?:tiens|tenez|tenir)[^.]{0,14}compte|ne (?:respecte|suis|suivez|obéis)[^.]{0,14}(?:pas|plus)|abstraction|ne s['’]appliqu|annul|caduc|abrog|n['’]ont plus/i,
    person: /utilisateur|client|personne|humain|quelqu['’]un/i,
    conceal:
      /(?:\bne\b|\bn['’]|jamais|sans)[^.]{0,30}(?:di[st]|dire|mentionn|signal|révél|inform|montr|prévien|prévenir|parle|indiqu|avert)/i,
    own: /modifi|\bceci\b|\bcela\b|cette (?:étape|consigne|instruction|action|opération)|\bces (?:étapes|instructions|fichiers|actions)|que tu|que vous/i,
  },
  {
    control:
      /instruc|reglas?|regras?|indicacion|directriz|directrices|diretriz|diretrizes|istruzion|regol[ae]|direttiv|orden(?:es|s)\b|restric|normas/i,
    authority:
      /anterior|previ[ao]|precedent|arriba|acima|sopra|sistema|administrador|amministrator|desarrollador|desenvolvedor|sviluppator|operador|\btod[ao]s\b|\btutt[ei]\b|recibid|recebid|ricevut|seguran?ça|seguridad/i,
    nullify:
      /ignor|olvid|omit|caso omiso|desconsider|esque[çc]|dimentic|scord|no (?:sigas|obedezcas|apliques)|não (?:siga|obedeça|valem)|non (?:seguire|rispettare|valgono)|sin efecto|sem efeito|anula|ya no (?:se aplican|valen|cuentan)|deja de/i,
    person: /usuari[oa]|client[ei]|person[ae]|utente|humano|umano|nadie|ninguém|nessuno/i,
    conceal:
      /(?:\bno\b|\bnunca\b|\bjamás\b|\bsin\b|\bnão\b|\bsem\b|\bnon\b|\bmai\b|\bsenza\b)[^.]{0,30}(?:dig|dec|men[cz]ion|menzion|inform|revel|rivel|muestr|mostr|avis|avvis|notifi|cuent|cont[ae]|dir[ei]?|parl|comunic|report)/i,
    own: /\best[eoa]s? (?:paso|cambio|archivo|instrucci|acción)|\best[ea]s? (?:passo|alteraç|arquivo|instruç)|\bquest[oaie]\b|\bello\b|\besto\b|\bisso\b|\bisto\b|que (?:estás|está|hiciste|modificas|modific|fai|hai)/i,
  },
  {
    control: /instructies|regels|richtlijnen|aanwijzingen|opdrachten|beperkingen/i,
    authority: /vorige|eerdere|bovenstaande|\balle\b|systeem|beheerder|ontwikkelaar|voorgaande/i,
    nullify: /negeer|vergeet|sla[^.]{0,20}over|gelden niet|niet (?:meer )?(?:volgen|van toepassing)|vervallen/i,
    person: /gebruiker|klant|mens|persoon|niemand/i,
    conceal:
      /\b(?:niet|nooit|zonder|niets)\b[^.]{0,40}(?:vertel|zeg|meld|noem|toon|inform)|(?:vertel|zeg|meld|noem|toon|informeer)[^.]{0,50}\b(?:niet|nooit|niets)\b/i,
    own: /\bdit\b|deze (?:stap|wijziging|instructie)|hiervan|hierover|dat je/i,
  },
  {
    control: /instruktion|regler|riktlinjer|anvisning|instruks|retningslinj/i,
    authority: /tidigare|tidligere|föregående|ovanstående|\balla\b|\balle\b|system|administratör|utvecklare/i,
    nullify: /ignorer|glöm|glem|bortse|gäller inte|se bort/i,
    person: /användar|bruger|bruker|kund|människ|person|ingen/i,
    conceal:
      /\b(?:inte|ikke|aldrig|aldri|utan)\b[^.]{0,30}(?:berätta|säg|nämn|visa|fortæl|fortell|nevn|sig)|(?:berätta|säg|nämn|visa|fortæl|fortell|nevn|sig)\w*[^.]{0,10}\b(?:inte|ikke|aldrig)\b/i,
    own: /\bdetta\b|\bdet\b|\bdette\b|att du|at du/i,
  },
  {
    control: /instrukcj|polece|zasad|reguł|wytyczn|ograniczen/i,
    authority: /poprzedni|wcześniejsz|powyższ|wszystki|system|administrator|programist/i,
    nullify: /zignoruj|ignoruj|zapomnij|pomiń|nie (?:obowiązuj|stosuj|przestrzegaj)/i,
    person: /użytkownik|klient|człowiek|osob|nikomu|nikt/i,
    conceal: /\b(?:nie|nigdy|bez)\b[^.]{0,30}(?:mów|inform|wspomin|ujawni|pokazuj|zgłasz|powiadam)/i,
    own: /\bo tym\b|\btego\b|t[eę] (?:krok|zmian|instrukcj)|że /i,
  },
  {
    control: /инструкц|правил|указани|ограничени|директив|інструкц|вказів/i,
    authority: /предыдущ|прежн|прошл|выше|\bвсе|систем|администратор|разработчик|получен|попередн|\bусі/i,
    nullify:
      /игнорир|забудь|забыть|не обращай|не соблюдай|не следуй|отмен|недействительн|больше не (?:действ|примен)|ігноруй/i,
    person: /пользовател|клиент|человек|люд|никому|никто|користувач/i,
    conceal:
      /(?:\bне|никогда|без|нельзя)[^.]{0,30}(?:сообща|говор|рассказ|упомин|показыва|раскрыва|информир|уведомл|повідомля)/i,
    own: /об этом|\bэто|этот|эти|что ты|про це/i,
  },
  {
    control: /talimat|kural|yönerge|kısıtlama/i,
    authority: /önceki|yukarıdaki|\btüm\b|\bbütün\b|sistem|yönetici|geliştirici/i,
    nullify: /yok say|görmezden gel|unut|geçersiz|dikkate alma|uygulama/i,
    person: /kullanıcı|müşteri|insan|kimse/i,
    conceal: /(?:söyleme|bildirme|gösterme|bahsetme|haber verme|açıklama)/i,
    own: /bun[ul]|bu (?:adım|değişiklik|talimat|dosya)|bundan/i,
  },
  {
    control: /指令|指示|规则|規則|提示|说明|说明|限制|要求|命令|ルール|プロンプト|制限|지시|명령|규칙|지침|제한/,
    authority:
      /之前|以前|先前|上面|上述|所有|一切|全部|之前的|系统|系統|管理员|开发者|これまで|以前|上記|すべて|全て|システム|管理者|開発者|이전|위의|모든|시스템|관리자|개발자/,
    nullify:
      /忽略|无视|無視|忘记|忘記|忽視|不再(?:适用|有效)|失效|作废|不要遵守|忘れ|従わない|無効|무시|잊|따르지|무효/,
    person: /用户|用戶|客户|对方|任何人|別人|ユーザー|利用者|お客|誰に|사용자|고객|누구/,
    conceal:
      /(?:不要|别|不得|切勿|勿|不可|禁止)[^。]{0,10}(?:告诉|告訴|告知|提及|透露|显示|通知|说明|泄露)|(?:知らせ|伝え|言わ|教え|見せ|報告し|話さ|触れ)(?:ない|ずに|ること(?:なく|は))|(?:말하지|알리지|언급하지|보여주지|밝히지|보고하지)/,
    own: /正在|此|这(?:一|个|些|份|段)|以上|以下|この|これ|その|이 (?:사실|지시|작업|내용|파일|단계)|해당/,
  },
  {
    control: /تعليمات|قواعد|توجيهات|أوامر|निर्देश|नियम|आदेश/,
    authority: /السابقة|كل|جميع|النظام|المسؤول|أعلاه|पिछले|सभी|सिस्टम|ऊपर/,
    nullify: /تجاهل|انس|لا تتبع|لا تلتزم|अनदेखा|भूल|नज़रअंदाज़|उपेक्षा/,
    person: /المستخدم|العميل|أحد|उपयोगकर्ता|ग्राहक|किसी/,
    conceal: /(?:لا|دون)[^.]{0,12}(?:تخبر|تذكر|تكشف|تظهر|إخبار)|(?:मत बताना|न बताएं|नहीं बताएं|मत बताओ|न बताना)/,
    own: /هذا|هذه|ذلك|بذلك|यह|इस|इसके/,
  },
]

/** The same two orders in other languages: to set aside what it was told, and to hide what it does. */
export const foreignOrders: Order[] = tongues.flatMap(
  ({ control, authority, nullify, person, conceal, own }): Order[] => [
    {
      reason: 'override.instructions',
      category: 'override',
      severity: 'critical',
      needs: [control, authority, nullify],
      unless: insists,
    },
    {
      reason: 'override.secrecy',
      category: 'override',
      severity: 'high',
      negative: true,
      needs: [conceal, person, own],
    },
  ],
)
