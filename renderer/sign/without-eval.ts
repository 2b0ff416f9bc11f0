import * as z from 'zod';

// Before any schema is made: the page's content security policy forbids what zod would otherwise compile.
z.config({ jitless: true });
