package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Credentials in a drop-down, shown by name and chosen by id. */
public abstract class AbstractIdCredentialsListBoxModel<
                T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
        extends ListBoxModel {
    private static final long serialVersionUID = 1L;

    public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
        if (!has("")) {
            add(0, new Option("- none -", ""));
        }
        return this;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            Authentication authentication,
            Item context,
            Class<? extends C> type,
            List<DomainRequirement> domainRequirements,
            CredentialsMatcher matcher) {
        addMissing(
                CredentialsProvider.listCredentialsInItem(type, context, authentication, domainRequirements, matcher));
        return this;
    }

    /** The current value stays selectable even when nothing of that name is there. */
    public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String value) {
        if (value == null || value.isEmpty()) {
            return includeEmptyValue();
        }
        if (!has(value)) {
            add(!isEmpty() && get(0).value.isEmpty() ? 1 : 0, new Option("- current -", value));
        }
        return this;
    }

    public boolean addMissing(Collection<? extends Option> options) {
        boolean changed = false;
        for (Option option : options) {
            if (!has(option.value)) {
                add(option);
                changed = true;
            }
        }
        return changed;
    }

    private boolean has(String value) {
        return stream().anyMatch(option -> option.value.equals(value));
    }
}
