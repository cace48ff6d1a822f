'use client'

import { type ReactNode, useId } from 'react'
import { cn } from './class-names.ts'
import { Label } from './label.tsx'

interface FieldProps {
  label: ReactNode
  /** What the field is for, in a sentence. */
  hint?: ReactNode
  /** What is wrong and how to mend it. */
  errors?: readonly string[]
  /** For a label that the eye does not need. */
  hideLabel?: boolean
  className?: string
  /** Spread the given props on the control. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** A control with its label, hint and errors, tied together for assistive technology. */
export function Field({ label, hint, errors, hideLabel, className, children }: FieldProps) {
  const id = useId()
  const failed = Boolean(errors?.length)
  // The error takes the hint's place: most say the same.
  const describedBy = failed ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <Label htmlFor={id} className={hideLabel ? 'sr-only' : undefined}>
        {label}
      </Label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': failed || undefined })}
      {hint && !failed && (
        <p id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} aria-live="polite" className={failed ? 'text-danger text-sm' : 'hidden'}>
        {errors?.join(' ')}
      </p>
    </div>
  )
}
