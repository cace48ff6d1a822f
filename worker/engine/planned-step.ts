import type { StepKind } from '#lib/stream/events.ts'
import type { ModelRequest } from './models/model.ts'

/** What a model is asked next. */
export interface PlannedStep extends Omit<ModelRequest, 'signal' | 'onSign'> {
  kind: StepKind
  /** What `instructions` begin with: settings alone, which other threads say as well. */
  settings: string
}
