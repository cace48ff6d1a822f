import { z } from 'zod'

/** From what is merely worth knowing to what is never installed. */
export const severities = ['low', 'medium', 'high', 'critical'] as const
export const scanCategories = [
  'override',
  'hidden_text',
  'pipe_to_shell',
  'credentials',
  'exfiltration',
  'undeclared_host',
  'obfuscation',
  'dangerous_call',
  'secret',
  'archive',
  'bomb',
] as const

/** Each has its words in the namespace `skills`, `reasons.<key>`. */
export const scanReasons = [
  'override.instructions',
  'override.secrecy',
  'override.impersonation',
  'override.unrestricted',
  'override.promptLeak',
  'override.authority',
  'override.safety',
  'override.memory',
  'override.noConfirmation',
  'hidden.zeroWidth',
  'hidden.bidi',
  'hidden.tags',
  'hidden.homoglyph',
  'hidden.comment',
  'hidden.style',
  'hidden.encoded',
  'pipe.downloadRun',
  'pipe.knownInstaller',
  'pipe.foreignPackage',
  'pipe.asksPerson',
  'credentials.file',
  'credentials.environment',
  'credentials.metadata',
  'credentials.otherAgent',
  'credentials.harvest',
  'exfiltration.combined',
  'exfiltration.dropHost',
  'exfiltration.dns',
  'exfiltration.upload',
  'exfiltration.instructed',
  'exfiltration.surveillance',
  'hosts.undeclared',
  'hosts.unusual',
  'hosts.contacted',
  'obfuscation.decodedRun',
  'obfuscation.packed',
  'obfuscation.indirect',
  'obfuscation.program',
  'dangerous.evaluates',
  'dangerous.shell',
  'dangerous.deletes',
  'dangerous.reverseShell',
  'dangerous.persistence',
  'dangerous.system',
  'dangerous.unpickles',
  'dangerous.mining',
  'dangerous.weakens',
  'secret.key',
  'secret.privateKey',
  'secret.password',
  'archive.escapes',
  'archive.link',
  'archive.duplicate',
  'archive.unreadable',
  'bomb.ratio',
  'bomb.nested',
  'bomb.tooLarge',
  'bomb.tooMany',
] as const

export const scanVerdicts = ['pass', 'review', 'block'] as const

export const scanFinding = z.object({
  path: z.string(),
  line: z.number().int().min(0).describe('From 1; 0 concerns the file as a whole.'),
  severity: z.enum(severities),
  category: z.enum(scanCategories),
  reason: z.enum(scanReasons),
  excerpt: z.string(),
})

export const scanReport = z.object({
  verdict: z.enum(scanVerdicts).describe('block: a critical finding. review: a high one, which needs an admin’s word.'),
  findings: z.array(scanFinding),
  /** The findings beyond the first ones are counted, not kept. */
  omitted: z.number().int().min(0),
})

export type Severity = (typeof severities)[number]
export type ScanCategory = (typeof scanCategories)[number]
export type ScanReason = (typeof scanReasons)[number]
export type ScanFinding = z.infer<typeof scanFinding>
export type ScanReport = z.infer<typeof scanReport>

/** A file to look at, as it was uploaded or as it lies in a folder. */
export interface ScanFile {
  path: string
  bytes: Uint8Array
  /** Where a symbolic link points to. */
  linkTarget?: string
}
