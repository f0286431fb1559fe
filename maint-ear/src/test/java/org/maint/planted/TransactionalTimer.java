package org.maint.planted;

import jakarta.ejb.Singleton;
import jakarta.transaction.Transactional;

/** Breaks the rule that an EJB is not @Transactional. */
@Singleton
@Transactional
public class TransactionalTimer {}
