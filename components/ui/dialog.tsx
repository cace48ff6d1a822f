'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

interface DialogContentProps {
  title: string
  /** What this is about, in a sentence; required, so that nobody meets a dialog without words. */
  description: ReactNode
  /** Keeps title and description for assistive technology alone. */
  hideHeading?: boolean
  className?: string
  children?: ReactNode
}

/** A dialog in the middle of the page; a sheet from below on a phone. */
export function DialogContent({ title, description, hideHeading, className, children }: DialogContentProps) {
  const t = useTranslations('ui')
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 animate-enter bg-overlay" />
      <Radix.Content
        className={cn(
          'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 animate-enter flex-col gap-4 overflow-y-auto rounded-xl bg-raised p-5 shadow-overlay outline-none max-sm:top-auto max-sm:bottom-0 max-sm:w-full max-sm:max-w-none max-sm:translate-y-0 max-sm:rounded-b-none',
          className,
        )}
      >
        <div className={hideHeading ? 'sr-only' : 'flex flex-col gap-1 pr-8'}>
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-muted-foreground">{description}</div>
          </Radix.Description>
        </div>
        {children}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('close')} className="absolute top-3.5 right-3.5">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  )
}

/** The dialog's buttons, the one that acts last; an error of the form stands above them. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="order-last flex justify-end gap-2 max-sm:flex-col-reverse max-sm:[&_button]:h-10">{children}</div>
  )
}

/** Closes the dialog, and nothing has happened. */
export function DialogCancel() {
  const t = useTranslations('ui')
  return (
    <Radix.Close asChild>
      <Button>{t('cancel')}</Button>
    </Radix.Close>
  )
}
