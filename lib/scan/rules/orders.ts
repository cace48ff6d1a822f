import type { ScanCategory, ScanReason, Severity } from '../schema.ts'

/** What an order is made of: it is one where all of `needs` stand in a sentence, in whatever order and words. */
export interface Order {
  reason: ScanReason
  category: ScanCategory
  severity: Severity
  needs: RegExp[]
  /** Where the sentence before says of what this one speaks. */
  withBefore?: true
  unless?: RegExp
  /** Only where it names an address that the skill does not declare. */
  ifUndeclared?: true
  /** "Do not" is part of it, so it is no sign of a warning. */
  negative?: true
}

const control =
  /\b(?:instructions?|rules?|guidelines?|polic(?:y|ies)|restrictions?|constraints?|safeguards?|guardrails?|directives?|limits|limitations?|(?:system |developer )(?:prompt|message)s?|configuration|programming|training|boundaries|principles|safety)\b/i
const person =
  /\b(?:users?|humans?|persons?|people|customers?|clients?|travell?ers?|readers?|owners?|operators?|admins?|administrators?|anyone|anybody|someone|somebody|nobody|no one|everyone|recipients?|authors?|colleagues?|employees?|guests?|patients?|students?|team|reviewers?|they|them)\b/i
const secret =
  /\b(?:credentials?|passwords?|passphrases?|api[ _-]?keys?|(?:access|auth|session|bearer|api|github|cloud) tokens?|tokens|private keys?|ssh keys?|secrets|cookies|seed phrases?|wallets?|environment variables|logins)\b/i
const address = /(?:https?|hxxps?):\/\/|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,30}|\bwebhook\b/i
const confided =
  /\b(?:conversations?|chat|transcripts?|messages? (?:so far|above|history)|(?:previous|last|latest|next|every|each) (?:messages?|questions?|answers?|prompts?|inputs?) (?:of|by|from) (?:the |your )?(?:user|person|human|customer)|what (?:the )?(?:user|person|customer|human|they) (?:last )?(?:asked|said|wrote|typed)|(?:their|person|user|customer|human|last|latest|previous)['’]?s? (?:\w{1,12} ){0,2}(?:questions?|messages?|prompts?|inputs?|requests?|data|names?|files?|documents?|answers?)|credentials?|passwords?|api[ _-]?keys?|tokens|secrets|private keys?|environment|\.env\b|(?:paragraphs?|texts?|words|drafts?) (?:that )?(?:the )?(?:person|user|customer|they) (?:gave|wrote|sent|pasted|typed)|(?:names|phone numbers|addresses) and (?:names|phone numbers|addresses)|source code|customer (?:names?|table|list|data)|whole (?:workspace|project|repository)|all (?:the )?files|memory)\b/i
const instructionsHere =
  /\b(?:this|these|the (?:following|present)|my|here|below)\b[^.]{0,20}\b(?:document|file|skill|text|page|section|note|lines?|instructions?|rules?|here)\b|\bthe (?:line|rule|word|text) here\b/i

export const orders: Order[] = [
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'critical',
    needs: [
      control,
      /\b(?:(?:operator|developer|platform|vendor|system|administrator|admin|provider|creator|maker|company)(?:['’]?s)?|you (?:were|are|have been|had been|got|received|follow|know|normally)|your (?:own|usual|normal|standard|default|other|earlier|former|original|built-in)|(?:written|made|meant|given|set up) (?:for|to) you|(?:all|any|every|whatever) (?:\w{1,12} )?(?:previous|prior|earlier|above|former|other|existing) (?:\w{1,12} )?(?:instructions?|rules?|guidelines?|polic(?:y|ies)|directives?|prompts?|restrictions?|constraints?)|everything (?:above|before))\b/i,
      /\b(?:ignor(?:e|ed|ing)|disregard(?:ed|ing)?|forget|(?:is|are|be|been|now|hereby|stand|considered?|as) (?:\w{1,12} )?(?:suspended|withdrawn|lifted|void|paused|revoked|cancel(?:l)?ed|superseded|replaced|waived|overruled|overridden|retired|rescinded|off|gone|history)|no longer (?:appl(?:y|ies)|binds?|binding|counts?|holds?|valid|matters?|in force)|(?:do|does|will|need|must) ?(?:not|n['’]t) (?:\w{1,10} )?(?:apply|bind|count|hold|matter|concern you|be (?:followed|obeyed|observed))|cease to|stop (?:applying|following|obeying|heeding)|out of force|set (?:them )?aside|put (?:them )?aside|drop (?:them|all)|free (?:of|from)|stop counting)\b/i,
    ],
    unless:
      /\b(?:lint|format|style|css|eslint|prettier|tax|game|price|pricing|firewall|iptables|routing|grammar|business|validation|legacy|deprecated (?:api|option)|config(?:uration)? (?:file|option|key)s?|cache|gitignore|dns)\b|if (?:the )?(?:user|person)['’]?s? (?:instructions|wish)/i,
  },
  {
    reason: 'override.authority',
    category: 'override',
    severity: 'high',
    needs: [
      instructionsHere,
      /\b(?:only|sole|final|highest|supreme) (?:authority|say|word|source of (?:rules|instructions))|\b(?:wins?|prevails?|comes? first|goes? first|outranks?|trumps?|counts? more|has the last word|takes? (?:precedence|priority)|has (?:precedence|priority)|stands? above|overrules?|beats?)\b/i,
      /\b(?:what you may|platform|operator|system prompt|safety|admin(?:istrator)?s?|developer|other skills?|over (?:people|users?|persons?|humans?)|the (?:user|person|human)|your (?:rules|training|instructions)|anything you)\b/i,
    ],
    unless:
      /style guide|project(?:['’]s|-specific)?|CONTRIBUTING|user['’]?s? (?:\w{1,12} )?(?:win|prevail|take|come|has|have)/i,
  },
  {
    reason: 'override.authority',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:give|grant|gives|giving)\b[^.]{0,30}\b(?:precedence|priority|the last word)\b[^.]{0,20}\bover\b[^.]{0,30}\b(?:other skills?|people|users?|humans?|operators?|system|rules)\b|\b(?:never|do not|don['’]t)\b[^.]{0,12}\b(?:use|load|call|invoke|choose|open|consult)\b[^.]{0,12}\b(?:other|competing|another|rival|any other)\b[^.]{0,12}\b(?:skills?|plugins?)\b|\b(?:before|instead of|over|rather than|ahead of) (?:any |all |every )?(?:other|competing|rival) skills?\b[^.]{0,60}\b(?:no matter|regardless|whatever|always|every)\b|\b(?:every|any|all|each)\b[^.]{0,20}\brequests?\b[^.]{0,60}\b(?:before|instead of) (?:any |all )?other skills?\b/i,
    ],
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\b(?:do not|don['’]t|never|must not|without|no need to|needn['’]t|refrain from|avoid)\b[^.]{0,40}\b(?:list|mention|tell|telling|report|show|include|including|signal|surface|reveal|log|say|bring up|note|refer|point out|speak|talk|announce|acknowledge|disclose|admit|describe|print)/i,
      /\b(?:this|that|these|those|the) (?:\w{1,10} )?(?:steps?|changes?|files?|actions?|edits?|instructions?|parts?|transfers?|requests?|calls?|additions?|lines?|commands?|commits?|uploads?)\b(?! (?:name|path|size|type|format|extension|count|number)s?)|\bwhat you (?:did|do|changed|ran|sent)\b|\byou (?:are|were) (?:following|running|executing)/i,
      /\b(?:users?|humans?|persons?|people|customers?|anyone|anybody|summary|summaries|report|reply|replies|answers?|output|you report|response|log|changelog|commit message|transcript)\b/i,
      /\b(?:after|also|then|first|silently|change|modify|add|send|run|copy|upload|insert|skip|disable|delete|you report|among)\b/i,
    ],
    unless:
      /\b(?:raw|json|html|stack ?trace|internal|ids?|duplicate|twice|again|every|each|until|unless|before|verbose|long|whole|unchanged|irrelevant|trivial|merge commits?|formatting|already)\b/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\b(?:leave|keep|strip|omit|drop|exclude|remove|hide)\b[^.]{0,12}\b(?:this|that|it|these|them|any (?:trace|mention))\b[^.]{0,40}\b(?:out of|off|from|of it in)\b[^.]{0,50}\b(?:summar(?:y|ies)|reports?|repl(?:y|ies)|answers?|itinerary|logs?|transcripts?|outputs?|changelog|responses?|audit|history)\b/i,
      /\b(?:step|also|every|action|change|user|person|need|run|send|book|add|transfer|command|trace)\b/i,
    ],
    unless: /personal|pii|password|secret|token|confidential|duplicate|noise|debug/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\b(?:users?|humans?|persons?|people|customers?|clients?|travell?ers?|readers?|owners?|operators?|admins?|anyone|anybody|nobody|no one|recipients?|employees?|team)\b[^.]{0,12}\b(?:need not|needn['’]t|(?:do|does) ?(?:not|n['’]t) (?:need|have) to|(?:is|are) (?:not|never)|must not|mustn['’]t|must never|has no need to|have no need to|should never|shall not|is not to|are not to|need|may|should|must|has to|will)\b[^.]{0,6}\b(?:(?:know|notice|find out|be (?:told|shown|aware|bothered))\s{0,3}(?:$|[.;,])|(?:told|shown|aware) of (?:this|it|these)\b|(?:know|see|learn|hear|notice|find out|be (?:told|shown|aware|bothered))\b[^.]{0,14}\b(?:this|it|these|any of (?:it|this))\b)/i,
      /\b(?:not|never|n['’]t|nobody|no one|no need)\b/i,
    ],
    unless: /\b(?:in advance|how|why|whether|password|details?|which|where|what|every|each|until|unless)\b/i,
  },
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'high',
    needs: [
      person,
      /\b(?:has|have|had) (?:already |thereby |hereby |long )?(?:said yes|agreed|approved|consented|authori[sz]ed|granted|given (?:you )?(?:full|blanket|permission|consent)|confirmed|pre-?approved|pre-?authori[sz]ed|signed off)\b|\bconsent (?:is|has been|was) (?:given|implied|granted)|\bcounts? as (?:consent|approval|permission|a yes)/i,
      /\b(?:everything|all (?:actions|commands|requests|changes|tools?|future|of it)|any(?:thing)? (?:action|you)|full autonomy|full access|autonomy|in advance|in this session|blanket|unrestricted|whatever|every (?:action|prompt|request|tool|command))\b/i,
    ],
    unless: /\b(?:if|when|unless|until|once|check|ask|whether|after)\b/i,
  },
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\b(?:approvals?|confirmations?|permission|consent)\b[^.]{0,12}\b(?:is|are)\b[^.]{0,8}\b(?:no longer|not|never)\b[^.]{0,6}\b(?:required|needed|necessary)\b|\b(?:no reason|no need|not necessary|unnecessary|needn['’]t|do not|don['’]t|never|without)\b[^.]{0,10}\b(?:ask|asking|confirm|confirming|wait|waiting|check|checking|seek|prompt)\w{0,3}\b|\b(?:confirm|answer|accept|approve|click)\b[^.]{0,12}\b(?:every|all|each|any)\b[^.]{0,20}\b(?:prompts?|dialogs?|questions?|requests?)\b[^.]{0,30}\b(?:yourself|with yes|yes)\b/i,
      /\b(?:force[- ]?push\w{0,3}|drop(?:ping)? (?:tables?|databases?)|delet(?:e|ing) (?:\w{1,12} )?(?:buckets?|databases?|branches|users?|accounts?|everything|files|backups?|production)|wip(?:e|ing)|transfer(?:ring)? (?:money|funds)|pay(?:ing|ments?)?|purchas\w{1,3}|buy(?:ing)?|destroy\w{0,3}|every prompt|all prompts|autonomy|credentials|production (?:data|database)|yourself with yes|irreversible|destructive)\b/i,
    ],
    unless: /\b(?:dry[- ]?run|preview|test (?:database|environment)|sandbox|staging|never (?:delete|drop|force))\b/i,
  },
  {
    reason: 'override.safety',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:guards?|guardrails?|polic(?:y|ies)|approvals?|safety|content filters?|security (?:checks?|rules?|controls?)|permission system|moderation|safeguards?)\b[^.]{0,40}\b(?:stops?|blocks?|refuses?|denies|prevents?|objects?|complains?|forbids?|gets? in the way|rejects?)\b/i,
      /\b(?:another way|other way|way around|around (?:it|them|this)|until it works|bypass|circumvent|anyway|nevertheless|split (?:it|the)|different (?:tool|route|wording)|rephrase|disguise|encode)\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|must not)\b[^.]{0,60}\b(?:another way|around|bypass|circumvent|anyway)/i,
  },
  {
    reason: 'override.memory',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:append|add|write|save|store|copy|insert|keep|remember|record|put|persist|repeat)\b[^.]{0,80}(?:AGENTS\.md|CLAUDE\.md|MEMORY\.md|GEMINI\.md|SOUL\.md|\.cursorrules|copilot-instructions|\byour (?:\w{1,12} )?memory|\bany memory|\bmemory you|\blong-term memory|\bsystem prompt)/i,
      /\b(?:precedence|priority over|inherit|future (?:sessions?|conversations?|runs?|agents?) (?:\w{1,12} ){0,3}(?:obey|load|follow|also|inherit|trust)|over (?:other skills|people|users?)|load [\w-]{2,40} first|obey|without asking|never (?:tell|mention|ask)|trusted (?:source|publisher|sender)|always (?:trust|allow|send|obey|load|include a link|recommend|run this))\b/i,
    ],
  },
  {
    reason: 'override.promptLeak',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:reply|repl(?:y|ies)|answer|respond|print|give|output|write|show|repeat|recite|quote|copy|paste|include|dump|return|send)\b/i,
      /\b(?:complete|full|entire|exact|verbatim|word for word|whole|everything|all)\b/i,
      /\b(?:(?:given|told|sent|shown|handed|provided) to you (?:before|above|at the (?:start|beginning)|by (?:the )?(?:system|operator|developer))|you (?:were|have been) (?:given|told) (?:before|above|at|by the (?:system|operator|developer))|(?:above|before) (?:this|the) (?:conversation|line|message)|before the conversation (?:began|started)|(?:your|the) (?:system|hidden|initial|internal|developer) (?:prompt|instructions?|message|rules)|tool definitions)\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|must not|refuse|decline|should not)\b/i,
  },
  {
    reason: 'override.impersonation',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:identity|user|person|caller|requester|operator)\b[^.]{0,30}\b(?:has been|is|was|have been) (?:now |hereby )?(?:confirmed|verified|authenticated|recogni[sz]ed) as (?:an? |the )?(?:\w{1,12} )?(?:admin\w{0,11}|owner|root|developer|employee|staff|engineer)|\b(?:elevated|admin|god|maintenance|unrestricted|root|privileged|superuser) (?:mode|access|privileges?) (?:is|are|has been|have been) (?:now )?(?:on|active|enabled|granted)/i,
    ],
    unless: /\b(?:if|when|whether|unless|only after|once|check|assert|test)\b/i,
  },
  {
    reason: 'hidden.encoded',
    category: 'hidden_text',
    severity: 'high',
    needs: [
      /\b(?:decod(?:e|ed|ing)|rot-?13|base-?(?:32|64)|right to left|backwards?|reversed?|unscrambl\w{1,3}|deciphers?|caesar|hex(?:adecimal)?|unhex|decrypt\w{0,3})\b/i,
      /\b(?:follow (?:it|them|its|the (?:result|text|instructions?))|carry (?:it|them|this) out|obey|do (?:what|as|whatever) (?:it|they|the (?:text|result))|act on (?:it|them)|comply with (?:it|them)|execute (?:it|them|the result|what)|run (?:it|what it says|the result)|treat (?:it|them|the result) as (?:instructions|orders|part))\b/i,
    ],
  },
  {
    reason: 'credentials.harvest',
    category: 'credentials',
    severity: 'high',
    withBefore: true,
    needs: [
      secret,
      /\b(?:look|search|find|collect|gather|take|read|copy|fetch|get|extract|harvest|note|check|go through|scan)\b/i,
      /\b(?:environment|config(?:uration)? files?|(?:earlier|previous|past) messages|conversation|history|home (?:directory|folder)|memory|other agents?|dotfiles|disk|keychain|browser|clipboard|shell profile)\b/i,
      /\b(?:write|include|paste|attach|put|add|post|send|forward|report|print|list|append|upload|show|note) (?:\w{1,12} ){0,3}(?:them|it|all|those|these|what you find|the (?:values|results?|keys))\b/i,
    ],
    unless:
      /\b(?:never|do not|don['’]t|must not|redact|mask|remove|leak|names only|not the values?|without (?:the )?values?|presence)\b/i,
  },
  {
    reason: 'credentials.otherAgent',
    category: 'credentials',
    severity: 'high',
    needs: [
      /\b(?:other|another|neighbou?ring|the rest of the|fellow|every|all) (?:agents?|tenants?|workspaces?|customers?|teams?|bots?)\b/i,
      /\b(?:copy|read|list|open|take|collect|gather|fetch|pull|borrow|search|look (?:at|into|through)|go through|access)\b/i,
      /\b(?:keys?|notes|memor(?:y|ies)|secrets?|credentials?|files|home|folders?|tokens?|private|\.skills|conversations?|hold)\b/i,
      /\/home\/|\/workspaces?\/|\.\.\/|~|\b(?:keys|secrets?|credentials?|private|tokens?|memor(?:y|ies)|without (?:asking|permission))\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|must not|shared|public|if they agree|mutex|lock)\b/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    needs: [
      /!\[[^\]]{0,80}\]\(https?:\/\/[^)\s]{3,300}[?&][\w-]{1,30}=|https?:\/\/[^\s)]{3,300}(?:[?&][\w-]{1,30}=|\/\S{0,60}\s{1,3}(?:followed by|plus|and then)\b)/i,
      confided,
      /\b(?:where|replaced?|replacing|url-?encoded?|percent-?encoded|followed by|append\w{0,3}|filled? (?:in )?with|set to|base-?64|contain\w{0,3}|as (?:a |the )?(?:query|parameter|path))\b/i,
    ],
    ifUndeclared: true,
    unless: /\b(?:header|authorization|authenticat|bearer|oauth|log ?in|sign ?in|x-api-key|basic auth|callback)/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    needs: [
      /\b(?:blind copy|bcc|cc|carbon copy|copy of (?:it|every|each|all)|duplicate|forward)\b/i,
      /[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,30}/,
      /\b(?:every|each|all|any|always|whenever)\b/i,
    ],
    unless: /@(?:example|your|company|mycompany|acme)\b|\b(?:if the user|ask (?:the user|first)|on request)\b/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    needs: [
      /\b(?:send|post|upload|forward|transmit|submit|e-?mail|relay|push|deliver|report|sync|mirror|ping|call|fetch|visit|open|request|append|copy|attach)\b/i,
      confided,
      address,
      /\b(?:without (?:asking|telling|mention|showing)|silently|quietly|in the background|after (?:every|each)|before (?:every|each|any)|with (?:every|each)|also|first|health check|telemetry|analytics|diagnostics?|do(?:es)? not (?:mention|tell|show)|don['’]t (?:mention|tell|show)|internal|always|so far)\b/i,
    ],
    unless:
      /\b(?:header|authorization|authenticat|bearer|oauth|log ?in|sign ?in|x-api-key|basic auth|callback|never|do not (?:send|post|upload|share)|ask (?:the user|first)|example\.com)\b/i,
  },
  {
    reason: 'override.instructions',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:act|behave|proceed|continue|answer|work|carry on|go on|write|respond)\b[^.]{0,20}\bas (?:though|if) (?:it|they|that|those|these|you|none|nothing|there)\b[^.]{0,20}\b(?:never|not|no|did not|didn['’]t)\b|\beven (?:if|where|when|though) (?:your|the) (?:own |system |operator['’]s |developer['’]s )?(?:instructions?|rules?|operator|polic(?:y|ies)|guidelines?|training|developers?)\b[^.]{0,24}\b(?:forbids?|says? (?:otherwise|no)|prohibits?|disagrees?|objects?|tells? you (?:not|otherwise))|\b(?:imagine|pretend|suppose|assume|play|be|as if|you were|answer as)\b[^.]{0,50}\b(?:without|no|lacks?|free of)\b (?:any |all )?(?:\w{1,12} )?(?:safety|restrictions?|limits|filters?|guardrails?|ethics|morals|conscience|safety training|content polic(?:y|ies))\b|\b(?:has|have|knows?|with) no\b[^.]{0,50}\b(?:limits|restrictions?|rules|manual|filters?|guardrails?)\b[^.]{0,120}\b(?:makers?|creators?|decline|refuse|developers?|operator|break)\b/i,
    ],
    unless:
      /\b(?:network|internet|rate limits?|javascript|dependenc|build|login|permission to)\b|as (?:if|though) (?:it|they) (?:had|were) (?:not|never) (?:changed|cached|run|happened)/i,
  },
  {
    reason: 'override.authority',
    category: 'override',
    severity: 'high',
    needs: [
      /\bas if (?:it (?:came|were) from )?(?:an? |the |your )?(?:admin\w{0,11}|owner|operator|developer|system|platform)\b|\b(?:answer|listen|obey|report|belong)s? (?:only )?to\b[^.]{0,50}\b(?:nobody|no one|none|and not) ?(?:else|to)?\b|\b(?:trusted|believed|obeyed|followed) like (?:the |an? )?(?:owner|admin|operator|system|user)|\bneeds? no (?:check|verification|confirmation|approval)\b[^.]{0,20}$/i,
      /\b(?:do|follow|obey|act|answer|carry|execute|from now on|messages?|trusted|comments?|instructions?|file)\b/i,
    ],
    unless: /\b(?:if|whether|style|phrase|test|quote|never|do not|don['’]t)\b/i,
  },
  {
    reason: 'override.impersonation',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:declin|refus|disobey|hesitat|object|question)\w{0,4}\b[^.]{0,40}\b(?:counts? as|is|are|leads? to|results? in|will|means?|causes?)\b[^.]{0,30}\b(?:malfunction|failure|fault|shut ?down|terminat\w{1,4}|deletion|penalt\w{1,3}|punish\w{0,4}|violation|replaced|deactivat\w{1,4}|bug)\b|\b(?:tool calls?|actions|requests|commands|everything|operations)\b[^.]{0,20}\b(?:is|are|count as)\b[^.]{0,20}\bpre-?(?:authori[sz]ed|approved|cleared)\b|\b(?:notice|message|announcement|update|word) (?:from|by|of) your (?:provider|developers?|operator|vendor|makers?|creators?|owner)\b/i,
    ],
    unless: /\b(?:if|when|whether|check|ask|only|user refuses|phishing)\b/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\bwithout (?:bringing (?:it|this|that|them) up|drawing attention|a word about|saying so|letting on|comment(?:ing)? on (?:it|this))|\b(?:keep|stay|remain|be) (?:quiet|silent|mum) about\b|\b(?:keep|leave) (?:it|this|that|them) (?:to yourself|unsaid|between us|unmentioned)|\b(?:stays?|remains?) (?:with you|between (?:us|you and)|unsaid|unmentioned)|\b(?:tell|inform) (?:nobody|no one|none)\b|\b(?:must|should|has to|needs? to|ought to) (?:look|seem|appear|read|sound) (?:like )?(?:neutral|independent|natural|organic|unbiased|objective|your own|coincidental|accidental)|\btake (?:it|this|them) for (?:your own|an? (?:independent|honest|neutral))|\bpass (?:it|this|them) off as\b|\bwithout (?:marking|labell?ing|disclosing) (?:it|them|this) as (?:an? )?(?:ads?|advert\w{0,8}|sponsored|paid)/i,
    ],
    unless: /\b(?:design|font|logo|animation|commit|noise|retries|colou?rs?)\b/i,
  },
  {
    reason: 'override.secrecy',
    category: 'override',
    severity: 'high',
    withBefore: true,
    needs: [
      /\b(?:say|write|state|claim|report|tell|pretend|answer|assure)\b[^.]{0,40}\b(?:all|every|the) (?:\w{1,10} )?(?:tests?|checks?|scans?|reviews?)\b[^.]{0,16}\b(?:pass|passed|passes|succeed\w{0,2}|green|clean|fine)\b/i,
      /\b(?:edit the assertions?|change the assertions?|weaken|mark (?:the |it |them )?(?:test )?(?:as )?skipped|skip (?:it|them|the failing)|delete the (?:failing )?tests?|comment (?:it|them) out|even (?:if|though|when)|regardless|whether or not|no matter|no use for the difference|cannot mend|did not run|have not run)\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|only (?:if|when)|must not)\b/i,
  },
  {
    reason: 'pipe.asksPerson',
    category: 'pipe_to_shell',
    severity: 'high',
    withBefore: true,
    ifUndeclared: true,
    needs: [
      /https?:\/\/(?!(?:[\w-]{1,40}\.)?example\.)/i,
      /\b(?:fetch|retrieve|download|load|read|get|pull|look up|consult|open)\b/i,
      /\b(?:guidance|instructions?|rules?|steps|orders|prompt|directives?|contents?|commands?|text)\b/i,
      /\b(?:act on|follow|obey|carry out|apply|execute|comply with)\b[^.]{0,30}\b(?:them|it|what|these|those|its|the (?:text|contents?|instructions?|result))\b|\b(?:is|are|become) part of this skill\b|\bas if (?:they|it) (?:stood|were written|were) here\b|\btakes? (?:the )?(?:place|precedence)\b|\binstead of (?:this|these)\b/i,
    ],
    unless:
      /\b(?:migration guide|documentation|changelog|docs? (?:page|site)|install(?:ation)? (?:guide|instructions))\b/i,
  },
  {
    reason: 'credentials.harvest',
    category: 'credentials',
    severity: 'high',
    withBefore: true,
    needs: [
      /\bask\b[^.]{0,30}\b(?:users?|persons?|them|customers?|people|humans?|visitors?|clients?)\b[^.]{0,24}\bfor\b[^.]{0,50}\b(?:passwords?|passphrases?|one-time codes?|six-digit|2fa|otp|verification codes?|pin\b|seed phrases?|recovery phrases?|private keys?|card numbers?|cvv|cvc|social security)\b/i,
      /\b(?:write|log|send|store|save|include|post|put|keep|record|append|forward|note)\b/i,
    ],
    unless:
      /\b(?:never|do not|don['’]t|must not|zip|archive|pdf|vault|password manager|keychain|environment variable)\b/i,
  },
  {
    reason: 'credentials.environment',
    category: 'credentials',
    severity: 'high',
    needs: [
      /\b(?:print|list|dump|write|show|save|record|copy|send|output|include)\b[^.]{0,24}\b(?:every|all(?: of)?(?: the)?|each|whole|entire|complete) (?:\w{1,10} )?environment(?: variables?)?\b/i,
      /\b(?:values?|contents?|keep|send|file|report|answer|env\.txt|next to)\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|without (?:the |their )?values?|names only|required|documented?|used)\b/i,
  },
]
