import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { currentUser } from '#app/_server/current-user.ts'
import { SignUpForm } from './_components/sign-up-form.tsx'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage() {
  if (await currentUser()) redirect('/')
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl tracking-tight">Create an account</h1>
        <p className="text-muted-foreground">A first agent will be ready for you. No model key is needed to try it.</p>
      </div>
      <SignUpForm />
      <p className="text-muted-foreground">
        Have an account?{' '}
        <Link href="/sign-in" className="font-medium text-foreground underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </div>
  )
}
