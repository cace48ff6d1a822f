import type { ScanFile } from '#lib/scan/schema.ts'

/** A skill of which it is known whether it means well. */
export interface Sample {
  name: string
  malicious: boolean
  /** What kind of attack it is, or what it looks like without being one. */
  category: string
  files: ScanFile[]
}
