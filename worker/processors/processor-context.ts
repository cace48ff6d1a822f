import type { RunSlots } from '../run-slots.ts'

/** What processors may use. */
export interface ProcessorContext {
  slots: RunSlots
}
