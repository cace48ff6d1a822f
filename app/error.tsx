'use client'

import { ErrorPage, type ErrorPageProps } from '#components/shell/error-page.tsx'

export default function AppError(props: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorPage {...props} isPage />
    </main>
  )
}
