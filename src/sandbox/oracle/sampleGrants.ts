export type Role = 'viewer' | 'downloader' | 'contributor' | 'manager';

/** Links that open the colleague's folder, as a client is given them. */
export interface SampleGrants {
  /** For contributors. Its access token ends 15 minutes after the start, as any; the refresh token gives another. */
  readonly application: { readonly appLinkId: string; readonly accessToken: string; readonly refreshToken: string };
  /** For contributors, with an access code. */
  readonly protectedLink: { readonly linkId: string; readonly accessCode: string };
  /** For viewers, without one. */
  readonly openLink: { readonly linkId: string };
}

// the ids and tokens of the examples in Oracle's documentation, so that those work here as they are printed
export const sampleGrants: SampleGrants = {
  application: {
    appLinkId:
      'LF5Bxj4TPo_p4n4qWn0tbKTicR2cTUJKv7X_ng9E7ry93rRuDokPqS1d6-wKwhb_wtcGYFDsI_cNMxeKQ-HR-FXQhiVoGRTYM_MPZY8qpICfYU94mmnMjM_cvsRhKMzc0NJgvwEJfqqDwPsAVrhc8cmg==',
    accessToken: '352FpiMmW66PeYI1Gh5b83I9CXRwZhLfYAu4TXdqpzD8uNKUBMZVVJ3ZvivUW8kQ',
    refreshToken: 'ctOCKm4mtpayp__jUlQsfdFEd52vSn2Pd4QxOTcSZ1Wch0f9JP7EFSaXmDLKZdql',
  },
  protectedLink: { linkId: 'LF8D36FAFAB4388BECEAC4AEB5D17B95F47087F4E518', accessCode: 'test12345' },
  openLink: { linkId: 'L4D1A07C2E95B3860F7A29C415D17B95F47087F4E518' },
};

export const sampleRoles: Readonly<Record<keyof SampleGrants, Role>> = {
  application: 'contributor',
  protectedLink: 'contributor',
  openLink: 'viewer',
};
