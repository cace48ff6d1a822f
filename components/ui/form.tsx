'use client'

import { CircleAlert } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'
import { cn } from './class-names.ts'
import { Notice } from './notice.tsx'
import type { SubmitError } from './use-submit.ts'

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit' | 'action'> {
  onSubmit: (data: FormData) => void
  /** Errors of fields are shown by the fields; the first of them gets the focus. */
  error: SubmitError | null
}

/** A form whose submission a server action answers. */
export function Form({ onSubmit, error, className, children, ...props }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  return (
    // A post, so that a form that is sent before the page's code has arrived leaves nothing in the address.
    <form
      ref={form}
      method="post"
      noValidate
      className={cn('flex flex-col gap-4', className)}
      onSubmit={(event) => {
        event.preventDefault()
        // A dialog's form is no part of the form that the dialog was opened in, though React lets its events rise to there.
        event.stopPropagation()
        onSubmit(new FormData(event.currentTarget))
      }}
      {...props}
    >
      {children}
      {error && !hasFieldErrors(error) && (
        <Notice tone="danger" role="alert" icon={CircleAlert}>
          {error.message}
        </Notice>
      )}
    </form>
  )
}

function hasFieldErrors(error: SubmitError): boolean {
  return Object.keys(error.fieldErrors ?? {}).length > 0
}
