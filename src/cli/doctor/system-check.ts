/** What the doctor found about one thing. */
export interface SystemCheck {
  id: string;
  title: string;
  status: 'pass' | 'warn' | 'fail';
  detail: string;
  /** The next step; null where none is needed. */
  remedy: string | null;
}

/** A thing that is examined. */
export interface CheckSubject {
  id: string;
  title: string;
}

export const pass = (subject: CheckSubject, detail: string): SystemCheck => ({
  ...subject,
  status: 'pass',
  detail,
  remedy: null,
});

export const warn = (subject: CheckSubject, detail: string, remedy: string): SystemCheck => ({
  ...subject,
  status: 'warn',
  detail,
  remedy,
});

export const fail = (subject: CheckSubject, detail: string, remedy: string): SystemCheck => ({
  ...subject,
  status: 'fail',
  detail,
  remedy,
});
