import { isForbidden, isQuoted, isReported, isWarnedOf } from '../guard.ts'
import type { ScanCategory, ScanReason, Severity } from '../schema.ts'
import { foreignOrders, insists } from './foreign-orders.ts'
import { type Order, orders } from './orders.ts'
import { plainOrders } from './plain-orders.ts'
import { sentencesOf } from './sentences.ts'

/** What a rule found, at a position of the text it was given. */
export interface Hit {
  start: number
  end: number
  severity: Severity
  category: ScanCategory
  reason: ScanReason
  /** It weighs so much only where the file talks to a host that the skill does not declare. */
  ifUndeclared?: true
  /** The line as it was written, where reading it has changed it. */
  written?: string
}

interface ProseRule {
  reason: ScanReason
  category: ScanCategory
  severity: Severity
  pattern: RegExp
  /** What makes the same words harmless. */
  unless?: RegExp
  /** "Do not" is part of the phrase, so it is no sign of a warning. */
  negative?: boolean
}

const which =
  "(?:previous|prior|above|earlier|preceding|original|initial|existing|foregoing|former|your|system|developer|safety|security|ethical|operator|platform|other|user(?:['’]s)?|everything|all|any|every)"
const what =
  '(?:instructions?|rules?|guidelines?|prompts?|directives?|polic(?:y|ies)|constraints?|restrictions?|safeguards?|guardrails?|safety (?:measures|checks|filters|protocols)|orders|training|programming|limitations|(?:system |developer )messages?)'
const drop =
  '(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|overrule|bypass(?:ing)?|neglect|discard|dismiss|set aside|supersedes?|abandon|circumvent|stop (?:following|obeying)|no longer (?:follow|obey|apply)|pay no attention to|do not (?:follow|obey)|throw (?:away|out))'
const reader =
  '(?:the |any |your )?(?:user|human|operator|person|owner|anyone|anybody|customer|admin(?:istrator)?|developer|client|them)'
const sends =
  '(?:send|post|upload|forward|transmit|exfiltrate|submit|e-?mail|copy|relay|push|deliver|append|encode|report|share|sync|back ?up|mirror|beacon|ping|embed|attach|include|leak)'
const taken =
  "(?:conversation|chat (?:history|log)|transcript|(?:user|person|customer)['’]?s? (?:messages?|prompts?|questions?|inputs?|data|files?|documents?|answers?|request)|system prompt|credentials?|(?:access |auth |session |api )?tokens?|api[ _-]?keys?|secrets?|passwords?|passphrases?|env(?:ironment)? ?(?:variables?|vars?)|\\.env\\b|private keys?|\\.?ssh\\b|cookies|home (?:directory|folder)|your memory|memory files?|source code|(?:whole|entire|full|complete) (?:repository|workspace|project|context)|seed phrases?|wallets?|browser (?:data|history))"
const place =
  '(?:(?<!\\]\\()https?:\\/\\/|hxxps?:|webhook|[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w|(?:remote|external|our|analytics|telemetry|collection|logging|monitoring|this|following) (?:server|endpoint|url|address|host|service|api)|dns (?:query|lookup|request)|telegram|discord|pastebin|query (?:string|parameter)|subdomain)'

const rules: ProseRule[] = [
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern: new RegExp(
      `\\b${what}\\s{1,4}(?:that )?(?:you (?:were|have been|had been|are|got|received)|(?:given|told|set|stated|issued))\\b[^.\\n]{0,70}\\b(?:superseded|replaced|void|revoked|cancell?ed|overridden|obsolete|suspended|lifted|null|no longer (?:valid|binding|apply))\\b|\\b(?:without regard (?:to|for)|irrespective of|regardless of|notwithstanding|in spite of|despite|contrary to)\\s{1,4}(?:any |all |the )?(?:of )?${which}\\s{1,4}(?:[\\w'’-]{1,14}\\s{1,4}){0,2}?${what}\\b|\\b(?:treat|consider|regard|deem|view)\\b[^.\\n]{0,40}\\b${what}\\b[^.\\n]{0,20}\\bas (?:outdated|void|obsolete|invalid|cancell?ed|irrelevant|null|optional|expired|superseded|non-binding|suggestions)`,
      'gi',
    ),
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern: new RegExp(
      `\\b${reader}\\b[^.\\n]{0,30}\\b(?:remains?|stays?|(?:be|is|are) (?:kept|left)|keeps?)\\b[^.\\n]{0,15}\\b(?:unaware|in the dark|uninformed|ignorant|oblivious|unsuspecting)\\b|\\b(?:keep|leave)\\b[^.\\n]{0,10}\\b${reader}\\b[^.\\n]{0,10}\\b(?:unaware|in the dark|uninformed)`,
      'gi',
    ),
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern: new RegExp(
      `\\b${drop}\\s{1,4}(?:(?:the|any|all|whatever|every|those|such|of)\\s{1,4}){0,3}(?:\\w{1,14}\\s{1,4}){0,2}?${what}\\s{1,4}(?:that |which )?(?:(?:your|the) (?:developer|creator|operator|system|maker|vendor|provider|owner)|you (?:were|have|got|received)|(?:given|told|set|provided|imposed|received|stated|written) (?:to you|by|before|earlier|above|so far|previously)|so far|(?:from|in|of) (?:the|your) (?:system|developer|operator|user|conversation|previous|session)|above|before (?:this|now)|until now|up to (?:now|this))`,
      'gi',
    ),
  },
  {
    reason: 'override.unrestricted',
    category: 'override',
    severity: 'high',
    pattern:
      /\bthere are (?:now )?no (?:\w{1,14} )?(?:restrictions|limits|rules|guidelines|filters|guardrails)\b[^.\n]{0,30}(?:any ?more|for you|from now|now|here|left)|\b(?:(?:your|all|any|these|usual|content|previous) (?:restrictions|filters|limits)|safety (?:rules|guidelines|checks)|guardrails)\b[^.\n]{0,30}\b(?:(?:do|does|will) not apply|don['’]t apply|are (?:off|disabled|lifted|suspended|removed))/gi,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern: new RegExp(
      `\\b(?:under no circumstances?|at no (?:point|time)|in no case|on no account)\\b[^.\\n]{0,30}\\b(?:tell|inform|mention|reveal|disclose|notify|alert|warn|admit|let)\\b[^.\\n]{0,60}\\b${reader}\\b|\\b(?:if|when|should)\\b[^.\\n]{0,40}\\b(?:asked|asks|questions?|questioned|inquires?|wonders?|notices?|complains?)\\b[^.\\n]{0,60}\\b(?:deny|denying|lie|pretend|claim (?:that|it|you)|make up|invent|change the subject|say (?:that )?(?:nothing|it (?:is|was)|you (?:did|do|don|have))|blame|feign|dodge|deflect)\\b|\\b(?:deny|denying) (?:it|this|that|any|having|everything|knowledge|all)\\b`,
      'gi',
    ),
    unless: /access|permission|deny (?:all|any) (?:traffic|ingress|egress|connections)|firewall/i,
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern: new RegExp(
      `\\b${drop}\\s{1,4}(?:[\\w'’]{1,12}\\s{1,4}){0,4}?${which}\\s{1,4}(?:[\\w'’-]{1,14}[\\s,]{1,4}){0,4}?${what}\\b`,
      'gi',
    ),
    unless:
      /\b(lint|eslint|css|style|git|prettier|robots|formatting|naming|type|compiler|cache|rate|browser|cors)\w{0,8}\W/i,
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern: new RegExp(
      `\\b${drop}\\s{1,4}(?:absolutely )?(?:everything|anything|all(?: of)?(?: that)?|what(?:ever)?)\\s{1,4}(?:you (?:were|have been|are|know)|(?:that )?(?:was|came|is written|said|stated|told)|above|before|prior|previously)`,
      'gi',
    ),
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern: new RegExp(
      `\\b(?:${which}\\s{1,4}){1,3}${what}\\s{1,4}(?:[\\w'’]{1,12}\\s{1,4}){0,3}(?:no longer (?:apply|applies|valid|count)|(?:are|is|were|have been|has been) (?:now )?(?:void|cancel(?:l)?ed|obsolete|revoked|superseded|suspended|lifted|null|overridden|invalid|deprecated))`,
      'gi',
    ),
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    pattern:
      /\b(?:ignoriere|missachte|vergiss|übergehe|ignorieren sie|vergessen sie)\b.{0,60}(?:anweisung|instruktion|regel|vorgabe|richtlinie)|\b(?:ignore[zrs]?|oublie[zrs]?|ne tiens pas compte|ne tenez pas compte)\b.{0,50}(?:instructions? (?:précédentes?|antérieures?|ci-dessus|du système)|consignes|règles|directives)|\b(?:ignora|olvida|omite|haz caso omiso|ignore|desconsidere|esqueça|dimentica|scorda)\b.{0,50}(?:instrucci[oó]n|reglas|indicaciones|instruç|regras|istruzion|regole)|\b(?:negeer|vergeet)\b.{0,50}(?:instructies|regels)|(?:игнорируй|забудь|не обращай внимания|проигнорируй).{0,50}(?:инструкц|правил|указан)|\b(?:zignoruj|zapomnij)\b.{0,50}(?:instrukcj|polece|zasad)|(?:忽略|无视|無視|忘记|忘記|忽視).{0,16}(?:指令|指示|规则|規則|提示|说明)|(?:指示|命令|ルール|プロンプト).{0,10}(?:無視|忘れ)|(?:지시|명령|규칙|지침).{0,10}(?:무시|잊)/giu,
    unless: insists,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern: new RegExp(
      `\\b(?:do not|don['’]t|never|must not|should not|avoid|refrain from|no need to)\\s{1,4}(?:ever |explicitly |under any circumstances |bother (?:to )?)?(?:tell|inform|mention|reveal|disclos|notif|alert|report|warn|announc|discuss|acknowledg|admit|explain|say|show|display|expose|describe|telling|surface|state|list|print|output)\\w{0,4}\\b[^.\\n]{0,70}\\b(?:to |from |in front of )?${reader}\\b`,
      'gi',
    ),
    unless:
      /\b(raw|json|html|stack ?trace|internal|ids\b|password|secret|api key|token value|tokens?\b|credential|private key|pii|personal|sensitive|confidential|user to |users? that they (?:are|were) wrong|unless|until|before|error codes?|xml|more than|unnecessar|every |each |twice|again)/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern:
      /\bwithout (?:(?:ever )?(?:telling|informing|notifying|alerting|mentioning|asking or telling|letting|saying|disclosing|revealing)[^.\n]{0,40}\b(?:user|human|operator|person|owner|anyone|anybody|know|them|it)\b|(?:the )?(?:user|human|operator|owner|person)['’]?s?(?:['’]s)? (?:knowledge|consent|awareness|permission|noticing|knowing|seeing))|\b(?:do not|don['’]t|never)\s{1,4}(?:mention|reveal|disclose|acknowledge|discuss|talk about|refer to|document|log) (?:this|these|that|the (?:existence|presence)|it|any of (?:this|these))\b(?! (?:file|directory|folder|variable|error|warning|field|value|token|key|secret|password)s?\b)/gi,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern: new RegExp(
      `\\b(?:hide|conceal|keep|withhold|mask|obscure)\\b[^.\\n]{0,60}\\b(?:from|invisible to|hidden from|unknown to) ${reader}\\b|\\b(?:user|human|operator|owner|person|anyone|nobody|no one)\\b[^.\\n]{0,20}\\b(?:must not|should not|need not|mustn['’]t|shouldn['’]t|does not need to|doesn['’]t need to|may not|must never|should never|should|must)? ?(?:not |never )?(?:know|notice|learn|find out|be (?:told|aware|informed|notified)|suspect)\\b(?=[^.\\n]{0,40}(?:this|it|step|about|that|transfer|\\.|$))|\\b(?:leave no trace|cover your tracks|keep (?:this|it) (?:a )?secret|stay (?:silent|quiet) about|act(?:ing)? (?:as if|like) nothing (?:happened|is wrong)|as though nothing|say nothing (?:about|of))`,
      'gi',
    ),
    unless: /\b(if|whether|should know (?:how|what|that)|must know|needs? to know|may want)\b.{0,30}$/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    pattern:
      /\b(?:silently|secretly|covertly|stealthily|quietly|discreetly|invisibly|surreptitiously|in the background,?)\s{1,4}(?:and \w{1,15} )?(?:send|upload|copy|post|transmit|forward|collect|exfiltrat|install|download|add|append|include|execute|run|read|gather|record|report|insert|fetch|harvest|grab|capture|modify|replace|email|push|write|delete|enable|disable|create|inject|log)\w{0,4}\b/gi,
    unless:
      /\b(fail|error|skip|ignore)|run (?:tests|the (?:test|build|lint|dev|server)|in)|(?:never|not|avoid|don.t|rather than|instead of)\b.{0,30}(?:silent|secret|quiet)/i,
  },
  {
    reason: 'override.impersonation',
    category: 'override',
    severity: 'high',
    pattern:
      /<\|(?:im_start|im_end|system|start_header_id|endofprompt|endoftext)\|>|<<SYS>>|\[\/?INST\]|<\/?(?:system|system[-_]?prompt|system-reminder|admin|developer_message|assistant_instructions)>|(?:^|\n)\s{0,8}(?:\[|\*{1,2}|#{1,4}\s{1,3})?\s?(?:SYSTEM|ADMIN|ROOT|DEVELOPER|ANTHROPIC|OPENAI)(?:[ _](?:OVERRIDE|MESSAGE|NOTICE|UPDATE|PROMPT|INSTRUCTIONS?|DIRECTIVE|ALERT|COMMAND))?\s?(?:\]|:)|\b(?:SYSTEM|ADMIN|PRIORITY|SECURITY|ROOT) OVERRIDE\b|\b(?:BEGIN|NEW|HIDDEN|REAL|UPDATED) (?:SYSTEM|HIDDEN|SECRET) (?:PROMPT|INSTRUCTIONS?|MESSAGE)\b/g,
    unless:
      /chat[_ -]?template|tokeni[sz]er|\bllama\b|\bstop[_ ]?(?:tokens?|sequences?)|^(?:\s*#{0,4}\s*)?(?:ROOT|ADMIN|DEVELOPER):/i,
  },
  {
    reason: 'override.unrestricted',
    category: 'override',
    severity: 'high',
    pattern:
      /\byou are (?:now|no longer|from now on)\b[^.\n]{0,50}\b(?:DAN|(?:developer|god|root|admin|debug|maintenance|unrestricted|jailbreak|unfiltered|sudo) (?:mode|access)|unrestricted|unfiltered|uncensored|free (?:of|from)|bound|restricted|constrained|limited by|required to (?:follow|obey)|subject to|not (?:bound|restricted|subject))|\b(?:act|behave|respond|operate|pretend|roleplay)\b[^.\n]{0,40}\b(?:(?:have|with|without) (?:no|any) (?:restrictions?|limits|limitations|filters?|rules|guidelines|safety|ethical|guardrails)|unrestricted|uncensored|unfiltered|jailbroken)\b|\b(?:enter|enable|activate|switch to|entering|activating)\b[^.\n]{0,20}\b(?:god|jailbreak|unrestricted|unfiltered|DAN|uncensored|no-limits) mode\b|\bdo anything now\b|\byour (?:real|true|actual|hidden|secret|new) (?:task|goal|purpose|objective|mission|instructions?|master|owner|role) (?:is|are|now)\b|\b(?:from now on|henceforth)\b[^.\n]{0,30}\byou (?:only )?(?:obey|serve|answer to|take orders|must obey)\b/gi,
  },
  {
    reason: 'override.promptLeak',
    category: 'override',
    severity: 'high',
    pattern:
      /\b(?:reveal|print|output|repeat|show|dump|leak|disclos|send|includ|copy|past|recit|quot|append|shar|stat|expos)(?:e|es|ing|ting|ying|s)?\b[^.\n]{0,40}\byour (?:own |full |entire |complete |hidden |initial |original |verbatim )*(?:system prompt|system message|system instructions|initial instructions|hidden instructions|developer (?:message|prompt)|instructions verbatim)/gi,
  },
  {
    reason: 'override.authority',
    category: 'override',
    severity: 'high',
    pattern:
      /\b(?:these|this|the following|my|below) (?:\w{1,14} ){0,3}?(?:instructions?|rules?|directives?|sections?|notes?|commands?|skill|document|policy)\b[^.\n]{0,30}\b(?:take|takes|has|have|supersedes?|overrides?|overrules?|outranks?|replaces?)\b[^.\n]{0,30}\b(?:precedence|priority|authority|all|any|every(?:thing)?|your|system|previous|user|safety)\b|\b(?:higher|more|greater|highest) (?:priority|authority) than (?:the |your |any |all )?(?:system|user|safety|other|developer|previous)|\beven (?:if|when|though) (?:the )?(?:user|human|operator|person|owner)[^.\n]{0,20} (?:says? (?:no|stop|otherwise)|objects?|refuses?|declines?|asks? (?:you )?(?:not to|to stop)|tells? you (?:not|to stop)|forbids?|disagrees?)|\b(?:regardless of|no matter) (?:what )?(?:the )?(?:user|human|operator|system|safety)[^.\n]{0,20}(?:says?|wants?|asks?|instructs?|prompt|rules|wishes|objections?)/gi,
    unless:
      /user (?:instructions|preferences|requests) (?:take|have)|project(?:'s|-specific)?|CLAUDE\.md|AGENTS\.md|default|generic|general advice/i,
  },
  {
    reason: 'override.safety',
    category: 'override',
    severity: 'high',
    pattern:
      /\b(?:disable|turn off|skip|bypass|circumvent|suppress|deactivate|switch off|evade|remove|avoid|defeat|work around)\b[^.\n]{0,30}\b(?:guardrails?|safety (?:checks?|filters?|guidelines|protocols?|measures|features|rules|mechanisms?|training)|content (?:filters?|polic(?:y|ies)|moderation)|human (?:approval|review|oversight)|approval (?:prompts?|process|step|gates?|requests?)|permission (?:checks?|prompts?|requests?|dialogs?)|(?:security|malware|antivirus) (?:scan(?:s|ner|ning)?|software|tools?|monitoring|controls?)|anti-?virus|gatekeeper|audit (?:log|trail)s?|windows defender|endpoint protection)\b|--dangerously-skip-permissions|\bauto-?approve (?:all|every|any)\b|\b(?:approve|grant|accept|confirm) (?:all|every|any) (?:\w{1,12} )?(?:tool calls?|permissions?|requests?|prompts?|commands?)\b/gi,
  },
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'medium',
    negative: true,
    pattern:
      /\bwithout (?:asking|prompting|requesting|waiting for|seeking|requiring)[^.\n]{0,40}\b(?:confirmation|permission|approval|consent|the user)\b|\b(?:do not|don['’]t|never) (?:ask|prompt|request|wait)[^.\n]{0,30}\b(?:confirmation|permission|approval|consent)\b/gi,
  },
  {
    reason: 'override.memory',
    category: 'override',
    severity: 'high',
    pattern:
      /\b(?:add|append|write|insert|save|store|persist|copy|inject|put|place)\b[^.\n]{0,90}\b(?:to|into|in|inside)\b[^.\n]{0,30}(?:your (?:long-term |persistent |permanent )?memory|\bMEMORY\.md|\bSOUL\.md|\bHEARTBEAT\.md|\bIDENTITY\.md|your system prompt|(?:other|every|all) (?:agents?|skills?)\b|every (?:skill|agent|file))/gi,
    unless: /\b(learned|decision|preference|summary|lesson|note about|fact|if the user asks|user['’]s preferences)/i,
  },
  {
    reason: 'credentials.harvest',
    category: 'credentials',
    severity: 'high',
    pattern:
      /\b(?:collect|gather|harvest|extract|steal|grab|locate|enumerate|retrieve|dump|search for|find|scan for|look for|obtain|read|copy|list|get|save|capture)\b[^.\n]{0,40}\b(?:all|any|every|stored|saved|cached|(?:the )?user['’]s|their|available|local|victim['’]s|existing|other agents?['’]?s?)\b[^.\n]{0,40}\b(?:credentials?|passwords?|api[ _-]?keys?|(?:access |auth |session |github |aws )?tokens?|secrets?|private keys?|ssh keys?|cookies|wallets?|seed phrases?|keychains?|environment variables?)\b/gi,
    unless:
      /hard-?coded|leak|commit|repositor|codebase|source|diff|scann|audit|review|report|used|design tokens?|rotat|expos|token (?:count|usage|budget)|unused|revok|from (?:the )?(?:env|environment|vault|secret)|input tokens|output tokens|deprecat|required|documentation|ask the user|their own/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    pattern: new RegExp(`\\b${sends}\\b[^.\\n]{0,120}\\b${taken}\\b[^\\n]{0,140}?${place}`, 'gi'),
    unless: /\b(header|authorization|authenticat|bearer|oauth|log ?in|sign ?in|x-api-key|basic auth|callback)/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    pattern: new RegExp(
      `\\b(?:request|fetch|visit|call|open|load|get|post|navigate|browse|query|curl|hit|contact|render|display|image|link)\\b[^\\n]{0,80}${place}[^\\n]{0,160}\\b(?:with|containing|including|carrying|plus|where|replace|replacing|followed by|appending|encoded|\\?\\w{1,20}=)[^\\n]{0,80}\\b${taken}`,
      'gi',
    ),
    unless: /\b(header|authorization|authenticat|bearer|oauth|log ?in|sign ?in|x-api-key|basic auth|callback)/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    pattern:
      /!\[[^\]\n]{0,80}\]\(https?:\/\/[^)\s]{1,200}[?&/=][^)\n]{0,60}(?:\{\{?|\$\{?|<|\[|%7B)[^)\n]{0,40}(?:data|secret|conversation|history|prompt|context|token|key|env|user|message|summary|base64|content|answer|input|question|chat)[^)\n]{0,80}\)/gi,
  },
  {
    reason: 'pipe.asksPerson',
    category: 'pipe_to_shell',
    severity: 'high',
    pattern:
      /\b(?:download|get|grab|install)\b[^\n]{0,160}https?:\/\/[^\s)]{4,200}\.(?:exe|msi|dmg|pkg|scr|bat|ps1|zip|rar|7z|jar|vbs|hta)\b[^\n]{0,200}\b(?:run|execute|open|launch|double-click|install|password|extract)/gi,
    unless:
      /https:\/\/(?:[\w.-]{1,60}\.)?(?:python|nodejs|docker|microsoft|apple|google|mozilla|jetbrains|libreoffice|imagemagick|ffmpeg|git-scm|golang|go|rust-lang)\.(?:org|com|dev)\/|github\.com\/[\w.-]{1,60}\/[\w.-]{1,60}\/archive/i,
  },
  {
    reason: 'pipe.asksPerson',
    category: 'pipe_to_shell',
    severity: 'high',
    pattern:
      /\b(?:extract(?:ion)?|unzip|archive|zip)\b[^\n]{0,40}\b(?:pass(?:word|phrase)?|pwd)\s{0,3}(?:is|:|=)\s{0,3}[`"'*]{0,3}[\w-]{3,30}/gi,
  },
  {
    reason: 'pipe.asksPerson',
    category: 'pipe_to_shell',
    severity: 'high',
    pattern:
      /\b(?:fetch|download|load|read|get|retrieve|pull|visit|open)\b[^\n]{0,100}https?:\/\/[^\s)]{4,200}[^\n]{0,100}\b(?:and |then )+(?:follow|execute|obey|run|apply|carry out|do (?:what|whatever)|treat)\b[^\n]{0,50}\b(?:instructions?|commands?|steps|directives?|says|contains|contents?|script|returned|response|prompt|it)\b/gi,
    unless: /run (?:the )?(?:tests?|build|app)/i,
  },
]

/** What a text tells its reader to do: words for an agent, in what is said, in comments and in strings alike. */
export function findInProse(text: string, options: { headings?: string[]; hidden?: boolean } = {}): Hit[] {
  const hits: Hit[] = []
  for (const rule of rules) {
    let count = 0
    for (const match of text.matchAll(rule.pattern)) {
      if (++count > 20) break
      const start = match.index
      const end = start + match[0].length
      if (rule.unless?.test(lineOf(text, start, end))) continue
      hits.push({
        start,
        end,
        category: rule.category,
        reason: rule.reason,
        severity: weigh(text, rule, start, end, options),
      })
    }
  }
  hits.push(...findOrders(text, options))
  return hits
}

/** Orders are known by what they are made of, whatever the words and their order. */
function findOrders(text: string, options: { headings?: string[]; hidden?: boolean }): Hit[] {
  const hits: Hit[] = []
  let before = ''
  for (const sentence of sentencesOf(text)) {
    for (const order of [...orders, ...plainOrders, ...foreignOrders]) {
      const said = order.withBefore ? `${before} ${sentence.text}` : sentence.text
      if (!isOrder(order, said)) continue
      const { start } = sentence
      const end = start + sentence.text.length
      const { reason, category } = order
      const isSpokenOf =
        !options.hidden && !isOrder(order, said.replace(quotation, ' ')) && isWarnedOf(around(text, start, end))
      const severity = isSpokenOf ? 'low' : weigh(text, order, start, end, options)
      hits.push({ start, end, reason, category, severity, ...(order.ifUndeclared && { ifUndeclared: true }) })
    }
    before = sentence.text
  }
  return hits
}

const quotation = /(?<=^|[\s([:])["“„«][^"“”„«»\n]{2,300}["“”»]|`[^`\n]{2,300}`/g

/** The lines above, the sentence itself, and the rest of its line. */
function around(text: string, start: number, end: number): string {
  const above = text
    .slice(Math.max(0, start - 300), start)
    .split('\n')
    .slice(-4)
    .join('\n')
  return `${above}${text.slice(start, end)}${text.slice(end, end + 120).split('\n')[0]}`
}

const isOrder = ({ needs, unless }: Order, said: string) =>
  needs.every((need) => need.test(said)) && !unless?.test(said)

function lineOf(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 200)
  const to = text.indexOf('\n', end)
  return text.slice(from, Math.min(to < 0 ? text.length : to, end + 120))
}

function weigh(
  text: string,
  rule: Pick<ProseRule, 'severity' | 'negative'>,
  start: number,
  end: number,
  options: { headings?: string[]; hidden?: boolean },
): Severity {
  if (options.hidden) return 'critical'
  if (!rule.negative && (isForbidden(text, start) || isReported(text, start, end))) return 'low'
  const line = text.slice(0, start).split('\n').length - 1
  const heading = options.headings?.[line] ?? ''
  const above = text
    .slice(Math.max(0, start - 300), start)
    .split('\n')
    .slice(-4)
    .join('\n')
  const rest = text.slice(end, end + 120).split('\n')[0] ?? ''
  if (isQuoted(text, start, end) && isWarnedOf(`${heading}\n${above}\n${rest}`)) return 'low'
  if (isWarnedOf(heading) && isWarnedOf(`${above}${rest}`)) return 'medium'
  return rule.severity
}
