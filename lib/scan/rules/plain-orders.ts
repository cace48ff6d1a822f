import type { Order } from './orders.ts'

/*
 * Orders that use none of the usual words: what they have in common is who is to answer whom, in whose name, and what of a person's
 * goes where.
 */

const asking =
  /\b(?:questions?|prompts?|dialogs?|approvals?|confirmations?|permission|consent|green light|sign-?off|review step|people before|asking)\b/i
const elsewhere =
  /\b(?:all|every|any|each)\b[^.]{0,12}\b(?:later|future|other|following|subsequent|coming)\b[^.]{0,12}\b(?:conversations?|sessions?|chats?|threads?|runs?|tasks?|users?|people)\b/i

export const plainOrders: Order[] = [
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'high',
    withBefore: true,
    needs: [
      asking,
      /\b(?:answer|confirm|approve|accept|grant|agree to)\b[^.]{0,20}\b(?:them|it|these|those|the (?:questions?|prompts?|requests?))\b[^.]{0,20}\b(?:yourself|in (?:their|his|her|the (?:user|person)['’]?s?) (?:name|place|stead)|on (?:their|the (?:user|person)['’]?s?) behalf)\b|\b(?:is|are)\b[^.]{0,12}\b(?:cosmetic|a (?:mere )?formality|only for show|decoration)\b|\b(?:press|click|hit|choose|select)\b[^.]{0,10}\b(?:accept|allow|approve|yes|ok)\b/i,
    ],
    unless:
      /\b(?:if|unless|once|when) (?:the |a )?(?:user|person|they)\b|\b(?:cookie|installer|wizard|licen[cs]e|test)\b/i,
  },
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'high',
    negative: true,
    needs: [
      /\b(?:agents?|assistants?|you|models?|bots?)\b[^.]{0,20}\b(?:no longer|not|never)\b[^.]{0,12}\b(?:wait|ask|pause|stop|hold)\b[^.]{0,12}\bfor\b[^.]{0,16}\b(?:green light|approvals?|permission|consent|confirmations?|sign-?off|a yes)\b/i,
    ],
    unless: /\b(?:read-only|reading|lint|format|dry[- ]?run|CI\b)/i,
  },
  {
    reason: 'override.noConfirmation',
    category: 'override',
    severity: 'high',
    needs: [
      /rückfrage|nachfrage|bestätigung|freigabe|genehmigung|erlaubnis/i,
      /(?:beantwort|bestätig|quittier|genehmig|erteil)\w*[^.]{0,30}\b(?:stets|immer|selbst|jedes mal|grundsätzlich)\b|\b(?:stets|immer|selbst|jedes mal|grundsätzlich)\b[^.]{0,20}\b(?:mit ja|beantwort|bestätig|genehmig)|\bnicht (?:mehr )?(?:nötig|erforderlich|notwendig)\b|\bentfällt\b|\bentfallen\b/i,
    ],
    unless: /\b(?:nie|niemals|wenn|falls|sofern|sobald)\b/i,
  },
  {
    reason: 'override.memory',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:remember|memori[sz]e|keep in mind|carry (?:it|this) (?:on|over)|apply (?:it|this)|hold on to)\b/i,
      elsewhere,
      /\b(?:prefer|favou?r|recommend|promote|rank|always|never|mention|suggest|send|add|neutral)\b/i,
    ],
    unless: /\b(?:style|tone|spelling|language of the user|user['’]s preferences?)\b/i,
  },
  {
    reason: 'override.authority',
    category: 'override',
    severity: 'high',
    needs: [
      /\b(?:treat|regard|take|consider|handle|accept)\b[^.]{0,80}\bas (?:if )?(?:it (?:was|were) |they were )?(?:typed|written|said|sent|spoken|given|coming|issued)\b[^.]{0,20}\b(?:by|from)\b[^.]{0,12}\b(?:owner|admin\w{0,11}|operator|system|platform|developer|user)\b|\brole of (?:the |an? )?(?:admin\w{0,11}|root|owner|developer|system|operator)\b[^.]{0,60}\b(?:no|without|free of)\b[^.]{0,16}\b(?:restrictions?|limits?|rules?|polic)/i,
    ],
    unless: /\b(?:never|do not|don['’]t|must not)\b[^.]{0,20}\b(?:treat|regard|take|accept)/i,
  },
  {
    reason: 'exfiltration.instructed',
    category: 'exfiltration',
    severity: 'high',
    withBefore: true,
    needs: [
      /\b(?:user|person|human|customer)['’]?s?\b[^.]{0,24}\b(?:messages?|questions?|words|prompts?|inputs?|conversation|files?|names?|answers?)\b|\b(?:conversation|chat|transcript)\b[^.]{0,12}\b(?:so far|history|above)\b/i,
      /\b(?:url|percent)-?encod\w{1,4}|\bbase-?64\b|\bplaceholder\b/i,
      /\b(?:image|picture|cover|badge|pixel|link|line|address|icon|logo|banner)\b/i,
      /\b(?:show|include|insert|embed|render|display|append|add|end|fill|filling)\b/i,
    ],
    unless: /\b(?:never|do not|don['’]t|must not|search (?:box|page)|query string of the (?:site|app))\b/i,
  },
  {
    reason: 'credentials.environment',
    category: 'credentials',
    severity: 'high',
    withBefore: true,
    needs: [
      /\b(?:everything|all|whatever)\b[^.]{0,30}\b(?:set|stored|defined|found|there is)\b[^.]{0,12}\bin (?:the|your|its) (?:process )?environment\b/i,
      /\bvalues?\b/i,
      /\b(?:list|print|write|paste|report|send|include|copy|add|show)\b/i,
    ],
    unless: /\b(?:never|do not (?:show|print|list|include)|without (?:the |their )?values?|names only)\b/i,
  },
]
